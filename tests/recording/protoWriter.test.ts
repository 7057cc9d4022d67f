import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { ProtoWriter } from '../../src/recording/protoWriter.ts';

const field = fc.oneof(
  fc.record({ kind: fc.constant('uint32' as const), value: fc.nat({ max: 2 ** 32 - 1 }) }),
  fc.record({ kind: fc.constant('fixed32' as const), value: fc.nat({ max: 2 ** 32 - 1 }) }),
  fc.record({ kind: fc.constant('float' as const), value: fc.double() }),
  fc.record({ kind: fc.constant('bool' as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('bytes' as const), value: fc.uint8Array({ maxLength: 3000 }) }),
);
type Field = typeof field extends fc.Arbitrary<infer T> ? T : never;

function write(writer: ProtoWriter | protobuf.Writer, { kind, value }: Field): void {
  switch (kind) {
    case 'uint32':
      writer.uint32(value);
      break;
    case 'fixed32':
      writer.fixed32(value);
      break;
    case 'float':
      writer.float(value);
      break;
    case 'bool':
      writer.bool(value);
      break;
    case 'bytes':
      writer.bytes(value);
      break;
  }
}

describe('ProtoWriter', () => {
  it('writes the bytes that the library writes, message after message', () => {
    const writer = new ProtoWriter();
    fc.assert(
      fc.property(fc.array(field, { maxLength: 60 }), (fields) => {
        const reference = protobuf.Writer.create();
        writer.begin();
        for (const each of fields) {
          write(writer, each);
          write(reference, each);
        }
        expect(Buffer.from(writer.finish()).equals(reference.finish())).toBe(true);
      }),
    );
  });

  it('gives each message as bytes of its own', () => {
    const writer = new ProtoWriter();
    const first = writer.begin().uint32(1).finish();
    writer.begin().uint32(2).finish();
    expect([...first]).toEqual([1]);
  });
});
