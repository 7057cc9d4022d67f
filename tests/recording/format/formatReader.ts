import { crc32 } from 'node:zlib';

/**
 * Reads a recording by docs/recording-format.md alone: it shares no code with the program, so that
 * the two check each other. Only zstd comes from outside.
 */

export type Decompress = (bytes: Uint8Array, size: number) => Uint8Array;
export type FieldValue = number | boolean | Uint8Array | readonly number[];

export interface FormatMessage {
  readonly topic: string;
  readonly sequence: number;
  readonly logUs: number;
  readonly publishUs: number;
  readonly fields: ReadonlyMap<string, FieldValue> | null;
  readonly json: Record<string, unknown> | null;
}

export interface FormatFile {
  readonly session: ReadonlyMap<string, string>;
  readonly schemas: ReadonlyMap<number, SchemaRecord>;
  readonly messages: readonly FormatMessage[];
  /** True when the data section has its end. */
  readonly isClosed: boolean;
}

interface SchemaRecord {
  readonly name: string;
  readonly encoding: string;
  readonly data: Uint8Array;
}

interface Field {
  readonly name: string;
  readonly number: number;
  /** As a FieldDescriptorProto counts them: 2 float, 6 fixed64, 8 bool, 12 bytes, 13 uint32. */
  readonly type: number;
  readonly isList: boolean;
}

const MAGIC = [0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a];

/** Steps through little-endian bytes. */
class Cursor {
  at = 0;
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8 = (): number => this.#view.getUint8(this.#step(1));
  u16 = (): number => this.#view.getUint16(this.#step(2), true);
  u32 = (): number => this.#view.getUint32(this.#step(4), true);
  f32 = (): number => this.#view.getFloat32(this.#step(4), true);
  u64 = (): bigint => this.#view.getBigUint64(this.#step(8), true);

  take(length: number): Uint8Array {
    const at = this.#step(length);
    return this.bytes.subarray(at, at + length);
  }

  string(): string {
    return new TextDecoder().decode(this.take(this.u32()));
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  #step(length: number): number {
    const at = this.at;
    if (length > this.left) throw new Error(`${length} bytes are not there at ${at}`);
    this.at += length;
    return at;
  }
}

export function readFormat(bytes: Uint8Array, decompress: Decompress): FormatFile {
  const file = new Cursor(bytes);
  if (MAGIC.some((byte) => file.u8() !== byte)) throw new Error('no MCAP magic');
  const session = new Map<string, string>();
  const schemas = new Map<number, SchemaRecord>();
  const channels = new Map<number, { topic: string; fields: readonly Field[] | null }>();
  const messages: FormatMessage[] = [];
  while (file.left >= 9) {
    const opcode = file.u8();
    const length = Number(file.u64());
    if (length > file.left) break;
    const record = new Cursor(file.take(length));
    if (opcode === 0x0f) return { session, schemas, messages, isClosed: true };
    if (opcode === 0x0c && record.string() === 'plumbline.session') {
      const map = new Cursor(record.take(record.u32()));
      while (map.left > 0) session.set(map.string(), map.string());
    } else if (opcode === 0x03) {
      const id = record.u16();
      const [name, encoding] = [record.string(), record.string()];
      schemas.set(id, { name, encoding, data: record.take(record.u32()) });
    } else if (opcode === 0x04) {
      const id = record.u16();
      const schema = schemas.get(record.u16());
      const topic = record.string();
      if (schema === undefined) throw new Error(`${topic} comes ahead of its schema`);
      const fields = schema.encoding === 'protobuf' ? fieldsOf(schema.data) : null;
      channels.set(id, { topic, fields });
    } else if (opcode === 0x06) {
      const [firstNs, lastNs] = [record.u64(), record.u64()];
      const size = Number(record.u64());
      const checksum = record.u32();
      if (record.string() !== 'zstd') throw new Error('not zstd');
      const records = decompress(record.take(Number(record.u64())), size);
      if (crc32(records) !== checksum) throw new Error('a chunk is spoilt');
      const inside = messagesIn(new Cursor(records), channels);
      if (inside[0].logUs !== us(firstNs) || inside[inside.length - 1].logUs !== us(lastNs)) {
        throw new Error('the head of a chunk names other times');
      }
      messages.push(...inside);
    }
  }
  return { session, schemas, messages, isClosed: false };
}

function messagesIn(
  records: Cursor,
  channels: ReadonlyMap<number, { topic: string; fields: readonly Field[] | null }>,
): FormatMessage[] {
  const messages: FormatMessage[] = [];
  while (records.left > 0) {
    if (records.u8() !== 0x05) throw new Error('a chunk holds more than messages');
    const message = new Cursor(records.take(Number(records.u64())));
    const channel = channels.get(message.u16());
    if (channel === undefined) throw new Error('a message comes ahead of its channel');
    const sequence = message.u32();
    const [logUs, publishUs] = [us(message.u64()), us(message.u64())];
    const data = message.take(message.left);
    messages.push({
      topic: channel.topic,
      sequence,
      logUs,
      publishUs,
      fields: channel.fields && decode(data, channel.fields),
      json: channel.fields ? null : JSON.parse(new TextDecoder().decode(data)),
    });
  }
  return messages;
}

function us(ns: bigint): number {
  return Number(ns / 1000n);
}

/** Tag numbers of descriptor.proto: set.file 1, file.message_type 4, message.field 2. */
export function fieldsOf(descriptorSet: Uint8Array): Field[] {
  return nested(descriptorSet, 1)
    .flatMap((file) => nested(file, 4))
    .flatMap((message) => nested(message, 2))
    .map((field) => {
      const values = new Map(wireFields(field));
      const name = values.get(1);
      if (!(name instanceof Uint8Array)) throw new Error('a field has no name');
      return {
        name: new TextDecoder().decode(name),
        number: Number(values.get(3)),
        type: Number(values.get(5)),
        isList: values.get(4) === 3,
      };
    });
}

function nested(message: Uint8Array, number: number): Uint8Array[] {
  return wireFields(message).flatMap(([found, value]) =>
    found === number && value instanceof Uint8Array ? [value] : [],
  );
}

/** Number and raw value of each field: a number, or bytes where it is of fixed or given length. */
function wireFields(message: Uint8Array): [number, number | Uint8Array][] {
  const cursor = new Cursor(message);
  const fields: [number, number | Uint8Array][] = [];
  while (cursor.left > 0) {
    const tag = cursor.varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push([number, cursor.varint()]);
        break;
      case 1:
        fields.push([number, cursor.take(8)]);
        break;
      case 2:
        fields.push([number, cursor.take(cursor.varint())]);
        break;
      case 5:
        fields.push([number, cursor.take(4)]);
        break;
      default:
        throw new Error(`wire type ${tag % 8}`);
    }
  }
  return fields;
}

function decode(data: Uint8Array, fields: readonly Field[]): Map<string, FieldValue> {
  const decoded = new Map<string, FieldValue>();
  for (const [number, raw] of wireFields(data)) {
    const field = fields.find((candidate) => candidate.number === number);
    if (field) decoded.set(field.name, decodedValue(field, raw));
  }
  return decoded;
}

function decodedValue({ type, isList }: Field, raw: number | Uint8Array): FieldValue {
  if (typeof raw === 'number') return type === 8 ? raw !== 0 : raw;
  if (type === 12) return raw;
  const cursor = new Cursor(raw);
  const values: number[] = [];
  while (cursor.left > 0) values.push(type === 6 ? Number(cursor.u64()) : cursor.f32());
  return isList ? values : values[0];
}
