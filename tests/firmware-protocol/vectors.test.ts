import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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

const vectorSchema = z.strictObject({
  name: z.string(),
  hex: z.string().regex(/^([0-9a-f]{2})*$/),
  value: z.unknown().optional(),
  canonical: z.string().optional(),
  error: z
    .strictObject({ code: z.string(), field: z.string(), expected: z.string(), found: z.string() })
    .optional(),
});

function vectorsOf(message: string) {
  const file = new URL(`../../firmware-protocol/vectors/${message}.json`, import.meta.url);
  return z
    .array(vectorSchema)
    .min(1)
    .parse(JSON.parse(readFileSync(file, 'utf8')));
}

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
  const file = new URL('../../firmware-protocol/vectors/sync.json', import.meta.url);
  const vectors = z
    .array(
      z.strictObject({
        name: z.string(),
        exchange: z.strictObject({
          askedUs: z.number(),
          heardUs: z.number(),
          receivedUs: z.number(),
          answeredUs: z.number(),
        }),
        offset: z.strictObject({ receivedAtUs: z.number(), roundTripUs: z.number() }).nullable(),
      }),
    )
    .min(1)
    .parse(JSON.parse(readFileSync(file, 'utf8')));

  it.each(vectors)('tells the offset: $name', ({ exchange, offset }) => {
    expect(syncOffset(exchange)).toEqual(offset);
  });
});
