import { MCAP_MAGIC, Opcode, type Statistics } from '@mcap/core';
import { FOOTER_BYTES } from './fileEnd.ts';
import { parseRecords } from './parseRecords.ts';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, viewOf } from './recordHeader.ts';
import { RecordingError } from './recordingError.ts';

/** There is one summary offset for each kind of record, some 30 bytes each. */
const MAX_OFFSETS_BYTES = 1024;
const MAX_STATISTICS_BYTES = 1024 * 1024;

/**
 * The statistics of a finished file without the rest of its index, which grows with the
 * recording: for lists of many files. null when its end does not lead to any.
 */
export async function readStatistics(file: ReadFile): Promise<Statistics | null> {
  const footerAt = file.size - MCAP_MAGIC.length - FOOTER_BYTES;
  const footer = viewOf(await file.read(footerAt, FOOTER_BYTES));
  const offsetsAt = Number(footer.getBigUint64(RECORD_HEADER_BYTES + 8, true));
  if (offsetsAt >= footerAt || footerAt - offsetsAt > MAX_OFFSETS_BYTES) return null;
  try {
    for (const offset of parseRecords(await file.read(offsetsAt, footerAt - offsetsAt))) {
      if (offset.type !== 'SummaryOffset' || offset.groupOpcode !== Opcode.STATISTICS) continue;
      if (offset.groupLength > MAX_STATISTICS_BYTES) return null;
      const group = await file.read(Number(offset.groupStart), Number(offset.groupLength));
      const [statistics] = parseRecords(group);
      return statistics?.type === 'Statistics' ? statistics : null;
    }
  } catch (error) {
    if (error instanceof RecordingError && error.problem !== 'truncated') throw error;
  }
  return null;
}
