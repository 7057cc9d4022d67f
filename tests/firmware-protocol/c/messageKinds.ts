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
  readonly errors: readonly ProtocolErrorCode[];
}

interface Parts<T> {
  readonly decode: (bytes: Uint8Array) => T;
  readonly encode: (value: T) => Uint8Array;
  readonly text: (value: T) => string;
  readonly bytes: fc.Arbitrary<Uint8Array>;
  readonly values: fc.Arbitrary<T>;
  readonly errors: readonly ProtocolErrorCode[];
}

function kind<T>(name: string, { decode, encode, text, bytes, values, errors }: Parts<T>): Kind {
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
    sampleValues: () =>
      fc
        .sample(values, { seed: SEED, numRuns: VALUES_PER_KIND })
        .map((value) => ({ fields: text(value), hex: hexOf(value) })),
  };
}

/** The four messages, each with the generator of its nearly valid ones. */
export const KINDS: readonly Kind[] = [
  kind('info', {
    decode: decodeInfo,
    encode: encodeInfo,
    text: infoText,
    bytes: infoBytes,
    values: infos,
    errors: ['unsupportedVersion', 'length', 'outOfRange', 'invalidText'],
  }),
  kind('request', {
    decode: decodeRequest,
    encode: encodeRequest,
    text: requestText,
    bytes: requestBytes,
    values: requests,
    errors: ['length', 'unknownOpcode', 'outOfRange'],
  }),
  kind('response', {
    decode: decodeResponse,
    encode: encodeResponse,
    text: responseText,
    bytes: responseBytes,
    values: responses,
    errors: ['length', 'outOfRange', 'unknownOpcode'],
  }),
  kind('stream', {
    decode: decodeStreamPacket,
    encode: encodeStreamPacket,
    text: streamText,
    bytes: streamBytes,
    values: streamPackets,
    errors: ['unsupportedVersion', 'length', 'unknownLayout'],
  }),
];
