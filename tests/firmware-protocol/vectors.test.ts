import { describe, expect, it } from 'vitest';
import {
  type ControlRequest,
  decodeInfo,
  decodeRequest,
  decodeResponse,
  decodeStreamPacket,
  encodeInfo,
  encodeRequest,
  encodeResponse,
  encodeStreamPacket,
  ProtocolError,
  syncOffset,
} from '../../firmware-protocol/index.ts';
import { syncVectors, vectorsOf } from './vectorFile.ts';

interface Codec<T> {
  readonly decode: (bytes: Uint8Array) => T;
  readonly encode: (value: T) => Uint8Array;
}

function agreesWithVectors<T>(message: string, { decode, encode }: Codec<T>) {
  describe(`the ${message} codec`, () => {
    for (const { name, hex, value, canonical = hex, error } of vectorsOf(message)) {
      const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
      if (error) {
        it(`refuses: ${name}`, () => {
          const found = errorOf(() => decode(bytes));
          expect(found).toMatchObject(error);
          expect(found.message).toContain(`expected ${error.expected}, found ${error.found}`);
        });
      } else {
        it(`reads: ${name}`, () => {
          const decoded = decode(bytes);
          expect(plain(decoded)).toEqual(value);
          expect(Buffer.from(encode(decoded)).toString('hex')).toBe(canonical);
        });
      }
    }
  });
}

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, v: unknown) => (v instanceof Int16Array ? [...v] : v)),
  );
}

function errorOf(action: () => unknown): ProtocolError {
  try {
    action();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

agreesWithVectors('stream', { decode: decodeStreamPacket, encode: encodeStreamPacket });
agreesWithVectors('info', { decode: decodeInfo, encode: encodeInfo });
agreesWithVectors<ControlRequest>('request', { decode: decodeRequest, encode: encodeRequest });
agreesWithVectors('response', { decode: decodeResponse, encode: encodeResponse });

describe('the sync exchange', () => {
  it.each(syncVectors())('tells the offset: $name', ({ exchange, offset }) => {
    expect(syncOffset(exchange)).toEqual(offset);
  });
});
