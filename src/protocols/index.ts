import type {
  DriverName,
  Packet,
  SampleBlock,
  SensorDescription,
  TimedSamples,
} from '../model/sensor.ts';
import { decodeImportedPacket } from './imported/packetCodec.ts';
import { decodePacket as decodePlumbline } from './plumbline/decodePacket.ts';

export { encodeImportedPacket, type ImportedSamples } from './imported/packetCodec.ts';
export { PacketError } from './packetError.ts';
export { describeSensor } from './plumbline/describeSensor.ts';

type Decoder = (sensor: SensorDescription, packet: Packet) => SampleBlock | TimedSamples;

const DECODERS: Record<DriverName, Decoder> = {
  plumbline: decodePlumbline,
  imported: decodeImportedPacket,
};

/**
 * The samples of one packet, by the codec its sensor names; timed where the packet itself tells
 * the hub time of each.
 * @throws PacketError when the bytes are not a packet of that codec.
 */
export function decodePacket(
  sensor: SensorDescription,
  packet: Packet,
): SampleBlock | TimedSamples {
  return DECODERS[sensor.driver](sensor, packet);
}
