import {
  COUNTS_PER_SAMPLE,
  decodeStreamPacket,
  NO_READING,
  ProtocolError,
  STREAM_FLAG,
  type StreamPacket,
} from '../../../firmware-protocol/index.ts';
import type { Packet, SampleBlock, SensorDescription } from '../../model/sensor.ts';
import { PacketError } from '../packetError.ts';

const MAX_COUNT = 32767;

/**
 * The samples of one stream notification in SI units and sensor axes.
 * @throws PacketError when the bytes are not a stream packet of protocol version 1.
 */
export function decodePacket(sensor: SensorDescription, packet: Packet): SampleBlock {
  const { flags, firstIndex, deviceTimeUs, counts, magneticCounts } = read(packet);
  const count = counts.length / COUNTS_PER_SAMPLE;
  const acceleration = new Float64Array(3 * count);
  const angularRate = new Float64Array(3 * count);
  let clipped = false;
  for (let sample = 0; sample < count; sample++) {
    for (let axis = 0; axis < 3; axis++) {
      const force = counts[COUNTS_PER_SAMPLE * sample + axis]!;
      const rate = counts[COUNTS_PER_SAMPLE * sample + 3 + axis]!;
      acceleration[3 * sample + axis] = force * sensor.accelerationScaleMps2;
      angularRate[3 * sample + axis] = rate * sensor.angularRateScaleRadps;
      clipped ||= Math.abs(force) >= MAX_COUNT || Math.abs(rate) >= MAX_COUNT;
    }
  }
  const block: SampleBlock = {
    sensorId: packet.sensorId,
    firstIndex,
    count,
    deviceTimeUs,
    acceleration,
    angularRate,
    clipped,
  };
  const { magneticScaleUt } = sensor;
  const isRefilled = (flags & STREAM_FLAG.refilled) !== 0;
  const hasField = magneticCounts.length > 0 && magneticScaleUt !== undefined;
  if (!hasField && !isRefilled) return block;
  return {
    ...block,
    ...(hasField && { magneticField: fieldOf(magneticCounts, magneticScaleUt) }),
    ...(isRefilled && { refilled: true }),
  };
}

function fieldOf(counts: Int16Array, scaleUt: number): Float64Array {
  return Float64Array.from(counts, (count) =>
    count === NO_READING ? Number.NaN : count * scaleUt,
  );
}

function read(packet: Packet): StreamPacket {
  try {
    return decodeStreamPacket(packet.bytes);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new PacketError(packet.sensorId, error.message, { cause: error });
  }
}
