import type { Uuid } from '../bleTransport.ts';

/** Digits of a 128-bit UUID without its dashes. */
const LONG = 32;

/** noble writes UUIDs in lower case without dashes, 16-bit ones as bare hexadecimal numbers. */
export function nobleUuid(uuid: Uuid): string {
  return typeof uuid === 'number' ? uuid.toString(16) : uuid.replaceAll('-', '').toLowerCase();
}

/** The UUID that noble writes so; noble passes on as long a text as a stranger has advertised. */
export function uuidOf(text: string): Uuid {
  if (text.length !== LONG) return Number.parseInt(text, 16);
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
