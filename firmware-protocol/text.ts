import { ProtocolError } from './protocolError.ts';

export const MAX_TEXT_BYTES = 32;

/**
 * Serials and versions become file, channel and tag names downstream, so they keep to characters
 * that are safe in all of those.
 */
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,31}$/;
const EXPECTED = `1 to ${MAX_TEXT_BYTES} of A–Z a–z 0–9 . _ + -, first a letter or digit`;

/** Reads a length byte and that many characters at `offset`; `end` is where the next field is. */
export function decodeText(
  field: string,
  bytes: Uint8Array,
  offset: number,
): { readonly text: string; readonly end: number } {
  const length = bytes[offset];
  const end = offset + 1 + (length ?? 0);
  if (length === undefined || end > bytes.length) {
    throw new ProtocolError('length', field, 'a length byte and that many characters', 'the end');
  }
  return { text: parseText(field, bytes.subarray(offset + 1, end)), end };
}

/** The text of a whole value, such as the standard serial number string. */
export function parseText(field: string, bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes.subarray(0, MAX_TEXT_BYTES + 1));
  if (SAFE.test(text)) return text;
  throw new ProtocolError('invalidText', field, EXPECTED, JSON.stringify(text));
}

export function encodeText(field: string, text: string): Uint8Array {
  if (!SAFE.test(text)) {
    throw new ProtocolError('invalidText', field, EXPECTED, JSON.stringify(text));
  }
  return Uint8Array.from([text.length, ...Array.from(text, (c) => c.charCodeAt(0))]);
}
