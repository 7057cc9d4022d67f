import { Opcode } from '@mcap/core';
import { chunkHead } from './chunkReader.ts';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from './recordHeader.ts';

/** Enough of a record for `beginsDataRecord`: its names are short. */
export const SEARCH_HEAD_BYTES = 256;

/**
 * True when a whole record of the data section seems to stand at the beginning of `bytes`, with
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
      return endOfChunk(bytes) === RECORD_HEADER_BYTES + contentBytes;
    case Opcode.MESSAGE_INDEX: // Channel, then entries.
      return endOfFields(content, 2, 1) === contentBytes;
    case Opcode.SCHEMA: // Id, then name, encoding and data.
      return endOfFields(content, 2, 3) === contentBytes;
    case Opcode.CHANNEL: // Id and schema, then topic, encoding and metadata.
      return endOfFields(content, 4, 3) === contentBytes;
    default:
      return false;
  }
}

function endOfChunk(bytes: Uint8Array): number | null {
  const head = chunkHead(bytes);
  return head && head.recordsAt + head.recordsBytes;
}

/** End of `count` fields from `at` on that begin with their length; null when they reach too far. */
function endOfFields(content: Uint8Array, at: number, count: number): number | null {
  const view = viewOf(content);
  let end = at;
  for (let field = 0; field < count; field++) {
    if (end + 4 > content.length) return null;
    end += 4 + view.getUint32(end, true);
  }
  return end;
}
