import { existsSync } from 'node:fs';
import { listRecordings } from '../../recording/catalogue.ts';

/** What a check of a database has to know of a recordings folder. */
export interface RecordedHere {
  /** Start of the oldest recording, µs since the Unix epoch; null where there is none. */
  readonly oldestUs: number | null;
  /** Ids of the sessions; null where they are not known. */
  readonly sessions: ReadonlySet<string> | null;
}

/** Nothing where the folder is not there yet. @throws RecordingError when it cannot be read */
export async function recordedHere(folder: string): Promise<RecordedHere> {
  const known = existsSync(folder) ? await listRecordings(folder) : [];
  return {
    oldestUs: known.at(-1)?.startedUs ?? null,
    sessions: new Set(known.map(({ sessionId }) => sessionId)),
  };
}
