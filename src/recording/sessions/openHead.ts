import type { SessionMetadata } from '../../model/session.ts';
import { readHead } from '../fileHead.ts';
import { ReadFile } from '../readFile.ts';

/**
 * Who and what a recording is, also of one that is not closed; nothing else of it is read.
 * @throws RecordingError where it is no recording
 */
export async function openHead(path: string): Promise<SessionMetadata> {
  const file = await ReadFile.open(path);
  try {
    return (await readHead(file)).session;
  } finally {
    await file.close();
  }
}
