import { streamContent } from '../../firmware-protocol/index.ts';
import type {
  DecodedBlock,
  DriverName,
  DriverTiming,
  Packet,
  SensorDescription,
  TimedSamples,
} from '../model/sensor.ts';
import { decodeImportedPacket } from './imported/packetCodec.ts';
import { decodePacket as decodePlumbline } from './plumbline/decodePacket.ts';

export { encodeImportedPacket, type ImportedSamples } from './imported/packetCodec.ts';
export { PacketError } from './packetError.ts';
export { describeSensor } from './plumbline/describeSensor.ts';

/** Packets of one link to samples: what one notification began, a later one may complete. */
export interface PacketDecoder {
  /**
   * The samples that this packet completes, oldest first; none where it completes none.
   * @throws PacketError when the bytes are not what the sensor's driver sends; the next packet is
   * read as if this one had not come
   */
  decode(packet: Packet): readonly (DecodedBlock | TimedSamples)[];
}

interface Driver {
  readonly timing: DriverTiming;
  /** A decoder for a link that begins. */
  readonly decoder: (sensor: SensorDescription) => PacketDecoder;
}

const WRAP_OF_32_BITS = 2 ** 32;

const DRIVERS: Record<DriverName, Driver> = {
  plumbline: {
    timing: { kind: 'indexed', wrapUs: WRAP_OF_32_BITS },
    decoder: (sensor) => ({ decode: (packet) => [decodePlumbline(sensor, packet)] }),
  },
  imported: {
    timing: { kind: 'known' },
    decoder: (sensor) => ({ decode: (packet) => [decodeImportedPacket(sensor, packet)] }),
  },
  movellaDot: notYet({ kind: 'clocked', wrapUs: WRAP_OF_32_BITS }),
  movesense: notYet({ kind: 'clocked', wrapUs: 1000 * WRAP_OF_32_BITS }),
  witMotion: notYet({ kind: 'arrivals' }),
  metaMotion: notYet({ kind: 'arrivals' }),
};

/** How the packets of a driver tell which samples they hold and when these were taken. */
export function timingOf(driver: DriverName): DriverTiming {
  return DRIVERS[driver].timing;
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

function notYet(timing: DriverTiming): Driver {
  return {
    timing,
    decoder: () => {
      throw new Error('this driver is not there yet');
    },
  };
}
