import fc from 'fast-check';
import {
  decodeInfo,
  decodeRequest,
  decodeResponse,
  decodeStreamPacket,
  encodeInfo,
  encodeRequest,
  encodeResponse,
  encodeStreamPacket,
  ProtocolError,
  type ProtocolErrorCode,
} from '../../../firmware-protocol/index.ts';
import { type Edge, INFO_EDGES, REQUEST_EDGES, RESPONSE_EDGES, STREAM_EDGES } from '../edges.ts';
import {
  infoBytes,
  infos,
  requestBytes,
  requests,
  responseBytes,
  responses,
  streamBytes,
  streamPackets,
} from '../messages.ts';
import {
  SPOILED_INFOS,
  SPOILED_REQUESTS,
  SPOILED_RESPONSES,
  SPOILED_STREAMS,
} from '../outOfRange.ts';
import { infoText, requestText, responseText, streamText } from './valueText.ts';

const SEED = 1;
export const MESSAGES_PER_KIND = 2500;
export const VALUES_PER_KIND = 500;

/** One kind of message with its types shut in: what the TypeScript codec makes of it. */
export interface Kind {
  readonly name: string;
  /** `ok FIELDS = HEX`, the message encoded again, or `error WORD`. */
  readonly decoded: (bytes: Uint8Array) => string;
  readonly sampleBytes: () => Uint8Array[];
  /** Values as fields, and the bytes they are encoded to. */
  readonly sampleValues: () => { readonly fields: string; readonly hex: string }[];
  /** Values that TypeScript refuses to encode, and the words with which it does. */
  readonly refused: () => { readonly fields: string; readonly error: string }[];
  readonly edges: readonly Edge[];
  readonly errors: readonly ProtocolErrorCode[];
}

interface Parts<T> {
  readonly decode: (bytes: Uint8Array) => T;
  readonly encode: (value: T) => Uint8Array;
  readonly text: (value: T) => string;
  readonly bytes: fc.Arbitrary<Uint8Array>;
  readonly values: fc.Arbitrary<T>;
  readonly spoiled: readonly ((value: T) => T | null)[];
  readonly edges: readonly Edge[];
  readonly errors: readonly ProtocolErrorCode[];
}

function kind<T>(name: string, parts: Parts<T>): Kind {
  const { decode, encode, text, bytes, values, spoiled, edges, errors } = parts;
  const sample = () => fc.sample(values, { seed: SEED, numRuns: VALUES_PER_KIND });
  const hexOf = (value: T) => Buffer.from(encode(value)).toString('hex');
  return {
    name,
    errors,
    decoded: (message) => {
      try {
        const value = decode(message);
        return `ok ${text(value)} = ${hexOf(value)}`;
      } catch (error) {
        if (error instanceof ProtocolError) return `error ${error.code}`;
        throw error;
      }
    },
    sampleBytes: () => fc.sample(bytes, { seed: SEED, numRuns: MESSAGES_PER_KIND }),
    sampleValues: () => sample().map((value) => ({ fields: text(value), hex: hexOf(value) })),
    edges,
    refused: () => {
      const from = sample();
      return spoiled.map((spoil) => {
        const value = firstOf(from, spoil);
        return { fields: text(value), error: wordOf(() => encode(value)) };
      });
    },
  };
}

/** The first of these that can be spoiled so, spoiled. */
function firstOf<T>(values: readonly T[], spoil: (value: T) => T | null): T {
  for (const value of values) {
    const spoiled = spoil(value);
    if (spoiled !== null) return spoiled;
  }
  throw new Error('none of the values has the field');
}

function wordOf(action: () => unknown): string {
  try {
    action();
    return 'ok';
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}

/** The four messages, each with the generator of its nearly valid ones. */
export const KINDS: readonly Kind[] = [
  kind('info', {
    decode: decodeInfo,
    encode: encodeInfo,
    text: infoText,
    bytes: infoBytes,
    values: infos,
    spoiled: SPOILED_INFOS,
    edges: INFO_EDGES,
    errors: ['unsupportedVersion', 'length', 'outOfRange', 'invalidText'],
  }),
  kind('request', {
    decode: decodeRequest,
    encode: encodeRequest,
    text: requestText,
    bytes: requestBytes,
    values: requests,
    spoiled: SPOILED_REQUESTS,
    edges: REQUEST_EDGES,
    errors: ['length', 'unknownOpcode', 'outOfRange'],
  }),
  kind('response', {
    decode: decodeResponse,
    encode: encodeResponse,
    text: responseText,
    bytes: responseBytes,
    values: responses,
    spoiled: SPOILED_RESPONSES,
    edges: RESPONSE_EDGES,
    errors: ['length', 'outOfRange', 'unknownOpcode'],
  }),
  kind('stream', {
    decode: decodeStreamPacket,
    encode: encodeStreamPacket,
    text: streamText,
    bytes: streamBytes,
    values: streamPackets,
    spoiled: SPOILED_STREAMS,
    edges: STREAM_EDGES,
    errors: ['unsupportedVersion', 'length', 'unknownLayout'],
  }),
];
