import { type DecodedBlock, sensorId } from '../../src/model/sensor.ts';

/** `count` samples as a packet holds them that tells no index, and no time where it is null. */
export function decoded(count: number, deviceTimeUs: number | null): DecodedBlock {
  return {
    sensorId: sensorId('S'),
    firstIndex: null,
    count,
    deviceTimeUs,
    acceleration: new Float64Array(3 * count),
    angularRate: new Float64Array(3 * count),
    clipped: false,
  };
}
