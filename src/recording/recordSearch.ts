import { Opcode } from '@mcap/core';
import { chunkHead } from './chunkReader.ts';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from './recordHeader.ts';

/** Enough of a record for `beginsDataRecord`: its names are short. */
export const SEARCH_HEAD_BYTES = 256;

/**
 * True when a whole chunk, schema or channel seems to stand at the beginning of `bytes`, with
 * `room` bytes to the end of the file: the lengths within it add up to its own, which by
 * accident they do not.
 */
export function beginsDataRecord(bytes: Uint8Array, room: number): boolean {
  if (bytes.length < RECORD_HEADER_BYTES) return false;
  const { opcode, contentBytes } = recordHeader(viewOf(bytes), 0);
  if (RECORD_HEADER_BYTES + contentBytes > room) return false;
  const content = bytes.subarray(RECORD_HEADER_BYTES);
  switch (opcode) {
    case Opcode.CHUNK:
      return beginsChunk(bytes, RECORD_HEADER_BYTES + contentBytes);
    case Opcode.SCHEMA: // Id, then name, encoding and data.
      return endOfThree(content, 2) === contentBytes;
    case Opcode.CHANNEL: // Id and schema, then topic, encoding and metadata.
      return endOfThree(content, 4) === contentBytes;
    default:
      return false;
  }
}

/** Whether `bytes` begin with a chunk of this length, as what stands in its head says. */
export function beginsChunk(bytes: Uint8Array, length: number): boolean {
  if (bytes[0] !== Opcode.CHUNK) return false;
  const head = chunkHead(bytes);
  return head !== null && head.recordsAt + head.recordsBytes === length;
}

/** End of three fields from `at` on that begin with their length; null when they reach too far. */
function endOfThree(content: Uint8Array, at: number): number | null {
  const view = viewOf(content);
  let end = at;
  for (let field = 0; field < 3; field++) {
    if (end + 4 > content.length) return null;
    end += 4 + view.getUint32(end, true);
  }
  return end;
}
