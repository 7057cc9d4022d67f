import { hexOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';

/** Bytes of the message characteristics. */
const MAX_MESSAGE_BYTES = 160;
/** Message ID and length before the data, checksum after them. */
const FRAME_BYTES = 3;

/** A message of the message service, either way. */
export interface Message {
  /** Group of messages: 1 recording, 2 synchronisation. */
  readonly id: number;
  readonly data: Uint8Array;
}

/** @throws WireError when the data do not fit a message. */
export function encodeMessage({ id, data }: Message): Uint8Array {
  if (data.length > MAX_MESSAGE_BYTES - FRAME_BYTES) {
    const most = MAX_MESSAGE_BYTES - FRAME_BYTES;
    throw new WireError('message.data', `at most ${most} bytes`, data.length);
  }
  const body = [id, data.length, ...data];
  return Uint8Array.from([...body, -sumOf(body) & 0xff]);
}

/**
 * Reads a message; zeros after it are ignored, as in the value of a characteristic of fixed length.
 * @throws WireError when it is cut short, something follows it, or its sum modulo 256 is not 0
 */
export function decodeMessage(bytes: Uint8Array): Message {
  const [id, length] = bytes;
  if (id === undefined || length === undefined || bytes.length > MAX_MESSAGE_BYTES) {
    const expected = `${FRAME_BYTES} to ${MAX_MESSAGE_BYTES} bytes`;
    throw new WireError('message.length', expected, bytes.length);
  }
  const whole = length + FRAME_BYTES;
  if (bytes.length < whole || bytes.subarray(whole).some((byte) => byte !== 0)) {
    throw new WireError('message.length', `${whole} bytes`, `${bytes.length} (${hexOf(bytes)})`);
  }
  const sum = sumOf(bytes) & 0xff;
  if (sum !== 0) {
    throw new WireError('message.checksum', 'a sum of all bytes of 0 modulo 256', sum);
  }
  return { id, data: bytes.slice(2, 2 + length) };
}

function sumOf(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum;
}
