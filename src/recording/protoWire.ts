import protobuf from 'protobufjs/minimal.js';
import { ProtoWriter } from './protoWriter.ts';

export type { ProtoWriter } from './protoWriter.ts';

/** The low three bits of a tag. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const TWO_32 = 2 ** 32;

export type ProtoReader = protobuf.Reader;

const writer = new ProtoWriter();

/** One for all: a message is finished before the next is begun. */
export function protoWriter(): ProtoWriter {
  return writer.begin();
}

export function protoReader(bytes: Uint8Array): ProtoReader {
  return protobuf.Reader.create(bytes);
}

export function tag(fieldNumber: number, wireType: number): number {
  return ((fieldNumber << 3) | wireType) >>> 0;
}

/** A non-negative integer below 2⁵³ as fixed64, without a 64-bit integer object. */
export function writeInteger64(writer: ProtoWriter, value: number): void {
  writer.fixed32(value >>> 0).fixed32(Math.floor(value / TWO_32));
}

export function readInteger64(reader: ProtoReader): number {
  const low = reader.fixed32();
  return low + reader.fixed32() * TWO_32;
}
