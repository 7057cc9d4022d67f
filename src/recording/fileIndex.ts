import { MCAP_MAGIC, McapIndexedReader } from '@mcap/core';
import { parseRecords } from './parseRecords.ts';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES } from './recordHeader.ts';
import { RecordingError, reasonOf } from './recordingError.ts';

/**
 * Reads the summary at the end of a finished file.
 * @throws RecordingError `damaged` when it cannot be read.
 */
export async function readIndex(file: ReadFile): Promise<McapIndexedReader> {
  try {
    return await McapIndexedReader.Initialize({
      readable: {
        size: async () => BigInt(file.size),
        read: async (offset, size) => {
          const bytes = await file.read(Number(offset), Number(size));
          return Number(offset) === MCAP_MAGIC.length ? readableHeader(bytes) : bytes;
        },
      },
    });
  } catch (error) {
    throw new RecordingError(
      'damaged',
      file.path,
      `The index of ${file.path} is damaged (${reasonOf(error)}): recover the file to build it anew.`,
      error,
    );
  }
}

/** Its words are of no use here: where they are spoilt, none stand in their place, and the rest is read. */
function readableHeader(record: Uint8Array): Uint8Array {
  try {
    parseRecords(record);
    return record;
  } catch {
    return record.slice().fill(0, RECORD_HEADER_BYTES);
  }
}
