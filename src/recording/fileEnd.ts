import { MCAP_MAGIC, Opcode } from '@mcap/core';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from './recordHeader.ts';

/** Summary start and summary offset start u64, checksum u32. */
const FOOTER_CONTENT_BYTES = 8 + 8 + 4;
/** The whole record, behind which only the closing magic stands. */
export const FOOTER_BYTES = RECORD_HEADER_BYTES + FOOTER_CONTENT_BYTES;
const END_BYTES = FOOTER_BYTES + MCAP_MAGIC.length;

/**
 * True when the file was closed: a footer and the closing magic stand at its end.
 * @param size bytes in it, where it may have grown since it was opened
 */
export async function endsProperly(file: ReadFile, size = file.size): Promise<boolean> {
  if (size < END_BYTES) return false;
  const end = await file.read(size - END_BYTES, END_BYTES);
  const { opcode, contentBytes } = recordHeader(viewOf(end), 0);
  const magic = end.subarray(END_BYTES - MCAP_MAGIC.length);
  return (
    opcode === Opcode.FOOTER &&
    contentBytes === FOOTER_CONTENT_BYTES &&
    MCAP_MAGIC.every((byte, i) => byte === magic[i])
  );
}
