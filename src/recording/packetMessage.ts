import type { Packet, SensorId } from '../model/sensor.ts';
import { protoMessage } from './protoSchema.ts';
import { protoReader, protoWriter, readInteger64, tag, WIRE, writeInteger64 } from './protoWire.ts';

const ARRIVAL_US = 1;
const BYTES = 2;

/** One notification exactly as the radio delivered it. */
export const PACKET_MESSAGE = protoMessage('Packet', [
  { name: 'arrival_us', number: ARRIVAL_US, type: 'fixed64' },
  { name: 'bytes', number: BYTES, type: 'bytes' },
]);

export function encodePacket(packet: Packet): Uint8Array {
  const writer = protoWriter().uint32(tag(ARRIVAL_US, WIRE.fixed64));
  writeInteger64(writer, packet.arrivalUs);
  return writer.uint32(tag(BYTES, WIRE.bytes)).bytes(packet.bytes).finish();
}

export function decodePacket(sensorId: SensorId, message: Uint8Array): Packet {
  const reader = protoReader(message);
  let arrivalUs = 0;
  let bytes = new Uint8Array(0);
  while (reader.pos < reader.len) {
    const fieldTag = reader.uint32();
    if (fieldTag === tag(ARRIVAL_US, WIRE.fixed64)) arrivalUs = readInteger64(reader);
    // A copy, so that one kept packet does not keep its whole chunk in memory.
    else if (fieldTag === tag(BYTES, WIRE.bytes)) bytes = new Uint8Array(reader.bytes());
    else reader.skipType(fieldTag & 7);
  }
  return { sensorId, arrivalUs, bytes };
}
