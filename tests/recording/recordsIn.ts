import { MCAP_MAGIC, type Opcode } from '@mcap/core';
import { RECORD_HEADER_BYTES } from '../../src/recording/recordHeader.ts';

/** Where the top-level records with this opcode begin. */
export function recordsIn(bytes: Buffer, opcode: Opcode): number[] {
  const found: number[] = [];
  for (let at = MCAP_MAGIC.length; at < bytes.length - MCAP_MAGIC.length; ) {
    if (bytes[at] === opcode) found.push(at);
    at += RECORD_HEADER_BYTES + Number(bytes.readBigUInt64LE(at + 1));
  }
  return found;
}
