import { WireError } from '../wireError.ts';

/** First byte of a request. */
const COMMAND = { hello: 0, subscribe: 1, unsubscribe: 2, get: 3 } as const;

/** Of the longest request that is sent in one message. */
const MAX_PATH_BYTES = 160;

/**
 * Asks whether anybody answers, and for what the sensor says of itself.
 * @throws WireError for a reference that is not 1–255
 */
export function encodeHello(reference: number): Uint8Array {
  return request(COMMAND.hello, reference);
}

/** @throws WireError for a reference that is not 1–255, or a path that is not short and ASCII. */
export function encodeSubscribe(reference: number, path: string): Uint8Array {
  return request(COMMAND.subscribe, reference, path);
}

/** @throws WireError for a reference that is not 1–255. */
export function encodeUnsubscribe(reference: number): Uint8Array {
  return request(COMMAND.unsubscribe, reference);
}

/** @throws WireError as `encodeSubscribe` does. */
export function encodeGet(reference: number, path: string): Uint8Array {
  return request(COMMAND.get, reference, path);
}

function request(command: number, reference: number, path?: string): Uint8Array {
  if (!Number.isInteger(reference) || reference < 1 || reference > 255) {
    throw new WireError('request.reference', 'an integer from 1 to 255', reference);
  }
  return Uint8Array.from([command, reference, ...pathBytes(path)]);
}

function pathBytes(path: string | undefined): number[] {
  if (path === undefined) return [];
  if (path.length <= MAX_PATH_BYTES && /^\/[!-~]+$/.test(path)) {
    return Array.from(path, (character) => character.charCodeAt(0));
  }
  const expected = `/ and at most ${MAX_PATH_BYTES - 1} printable ASCII characters`;
  throw new WireError('request.path', expected, JSON.stringify(path));
}
