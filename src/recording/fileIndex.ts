import { McapIndexedReader } from '@mcap/core';
import type { ReadFile } from './readFile.ts';
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
        read: (offset, size) => file.read(Number(offset), Number(size)),
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
