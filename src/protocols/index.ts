import { streamContent } from '../../firmware-protocol/index.ts';
import type { DriverName, DriverTiming, SensorDescription } from '../model/sensor.ts';
import { decodeImportedPacket } from './imported/packetCodec.ts';
import { metaMotionDecoder } from './metaMotion/decoder.ts';
import { movellaDotDecoder } from './movellaDot/decoder.ts';
import { movesenseDecoder } from './movesense/decoder.ts';
import type { PacketDecoder } from './packetDecoder.ts';
import { decodePacket as decodePlumbline } from './plumbline/decodePacket.ts';
import { witMotionDecoder } from './witMotion/decoder.ts';

export {
  encodeImportedPacket,
  type ImportedSamples,
  importedContent,
} from './imported/packetCodec.ts';
export type { PacketDecoder } from './packetDecoder.ts';
export { PacketError } from './packetError.ts';
export { describeSensor } from './plumbline/describeSensor.ts';

interface Driver {
  readonly timing: DriverTiming;
  /** A decoder for a link that begins. */
  readonly decoder: (sensor: SensorDescription) => PacketDecoder;
  /** The sensor axis that should point to the head when worn; absent where nothing is agreed. */
  readonly upAxis?: readonly [number, number, number];
}

const WRAP_OF_32_BITS = 2 ** 32;

const DRIVERS: Record<DriverName, Driver> = {
  plumbline: {
    timing: { kind: 'indexed', wrapUs: WRAP_OF_32_BITS },
    decoder: (sensor) => ({ decode: (packet) => [decodePlumbline(sensor, packet)] }),
    upAxis: [0, 1, 0],
  },
  imported: {
    timing: { kind: 'known' },
    decoder: (sensor) => ({ decode: (packet) => [decodeImportedPacket(sensor, packet)] }),
  },
  movellaDot: {
    timing: { kind: 'clocked', wrapUs: WRAP_OF_32_BITS },
    decoder: movellaDotDecoder,
  },
  movesense: {
    timing: { kind: 'clocked', wrapUs: 1000 * WRAP_OF_32_BITS },
    decoder: movesenseDecoder,
  },
  witMotion: { timing: { kind: 'arrivals' }, decoder: witMotionDecoder },
  metaMotion: { timing: { kind: 'arrivals' }, decoder: metaMotionDecoder },
};

/** How the packets of a driver tell which samples they hold and when these were taken. */
export function timingOf(driver: DriverName): DriverTiming {
  return DRIVERS[driver].timing;
}

/** The sensor axis that a driver asks to point to the head, null where it asks for none. */
export function upAxisOf(driver: DriverName): readonly [number, number, number] | null {
  return DRIVERS[driver].upAxis ?? null;
}

/** Which samples a packet holds. */
export interface PacketContent {
  readonly firstIndex: number;
  readonly count: number;
  /** They were asked for again. */
  readonly refilled: boolean;
}

/** Which samples a packet holds, read from its head; null where its sensor does not count them. */
export function contentOf(driver: DriverName, bytes: Uint8Array): PacketContent | null {
  return driver === 'plumbline' ? streamContent(bytes) : null;
}

/** A decoder for the packets of one link to a sensor, by the codec the sensor names. */
export function packetDecoder(sensor: SensorDescription): PacketDecoder {
  return DRIVERS[sensor.driver].decoder(sensor);
}
