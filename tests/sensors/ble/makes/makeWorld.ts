import type { DecodedBlock, SensorDescription } from '../../../../src/model/sensor.ts';
import { type PacketDecoder, PacketError, packetDecoder } from '../../../../src/protocols/index.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { faultWorld, type WorldOwner } from '../faultWorld.ts';
import { countingFeed, type RadioWorldOptions } from '../radioWorld.ts';

/** A world of one sensor per make, ours where undefined, and what the hub reads of them. */
export function makeWorld(
  owner: WorldOwner,
  makes: readonly (MakeChoice | undefined)[],
  options: Omit<RadioWorldOptions, 'stack'> = {},
) {
  const feeds = makes.map((_, index) => countingFeed(`F${index}`));
  const world = faultWorld(owner, feeds, {
    ...options,
    radio: { make: (index) => makes[index], ...options.radio },
  });
  const decoders = new Map<string, PacketDecoder>();
  const samples = new Map<string, Sample[]>();
  world.source.on('sensorLinked', (sensor) => decoders.set(sensor.id, packetDecoder(sensor)));
  world.source.on('packet', (packet) => {
    const decoder = decoders.get(packet.sensorId);
    if (!decoder) throw new Error(`a packet of ${packet.sensorId} came before it was linked`);
    const known = samples.get(packet.sensorId) ?? [];
    samples.set(packet.sensorId, known);
    for (const block of readable(decoder, packet)) known.push(...samplesOf(block));
  });
  const samplesOfMake = (driver: SensorDescription['driver']): Sample[] => {
    const sensor = world.heard.linked.findLast((each) => each.driver === driver);
    return (sensor && samples.get(sensor.id)) ?? [];
  };
  return { ...world, samplesOfMake };
}

/** What a counting feed counted, as far as the make's own quantisation lets it be seen. */
export interface Sample {
  /** Counts of the x axes, 1/256 m/s² and 1/1024 rad/s each. */
  readonly acceleration: number;
  readonly angularRate: number;
  readonly magnetic: boolean;
}

function samplesOf({ count, acceleration, angularRate, magneticField }: DecodedBlock): Sample[] {
  return Array.from({ length: count }, (_, i) => ({
    acceleration: acceleration[3 * i]! * 256,
    angularRate: angularRate[3 * i]! * 1024,
    magnetic: magneticField !== undefined,
  }));
}

function readable(decoder: PacketDecoder, packet: Parameters<PacketDecoder['decode']>[0]) {
  try {
    return decoder.decode(packet);
  } catch (error) {
    if (error instanceof PacketError) return [];
    throw error;
  }
}
