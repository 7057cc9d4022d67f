import type { DriverName, Packet, SampleBlock, SensorDescription } from '../model/sensor.ts';
import { decodePacket as decodePlumbline } from './plumbline/decodePacket.ts';

export { PacketError } from './packetError.ts';
export { describeSensor } from './plumbline/describeSensor.ts';

type Decoder = (sensor: SensorDescription, packet: Packet) => SampleBlock;

const DECODERS: Record<DriverName, Decoder> = { plumbline: decodePlumbline };

/**
 * The samples of one packet, by the codec its sensor names.
 * @throws PacketError when the bytes are not a packet of that codec.
 */
export function decodePacket(sensor: SensorDescription, packet: Packet): SampleBlock {
  return DECODERS[sensor.driver](sensor, packet);
}
