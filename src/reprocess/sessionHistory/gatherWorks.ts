import { openRecording } from '../../recording/reader.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import type { SessionListing } from '../../recording/sessions/listSessions.ts';
import { readSidecar } from '../../recording/sidecar/sidecarFile.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import { type RecordedWork, recordedWork } from './recordedWork.ts';

export interface GatheredWorks {
  readonly works: readonly RecordedWork[];
  /** Recordings that could not be used, or not all of them, one sentence each. */
  readonly leftOut: readonly string[];
}

/**
 * The work in these recordings, and what was said beside them since. A subject that was put right counts
 * as it is listed.
 * @param workAt reads what is in the recording at a path; @throws RecordingError
 */
export async function gatherWorks(
  listings: readonly SessionListing[],
  workAt: (path: string) => Promise<RecordedWork> = readWork,
): Promise<GatheredWorks> {
  const works: RecordedWork[] = [];
  const leftOut: string[] = [];
  for (const { id, path, subject, finished } of listings) {
    if (!finished) {
      leftOut.push(`${id} is not closed`);
      continue;
    }
    try {
      const work = await workAt(path);
      const { sidecar, problem } = await readSidecar(path);
      const said = (sidecar.programmeNotes ?? []).map(({ atUs, note }) => ({ timeUs: atUs, note }));
      works.push({ ...work, session: { ...work.session, subject }, said });
      if (problem !== null) leftOut.push(`${id}, what was said of it: its sidecar cannot be read`);
      const why = whyNotWhole(work);
      if (why !== null) leftOut.push(`${id}, its movements: ${why}`);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      leftOut.push(withoutPath(error));
    }
  }
  return { works, leftOut };
}

/** @throws RecordingError */
export async function readWork(path: string): Promise<RecordedWork> {
  const recording = await openRecording(path);
  try {
    return await recordedWork(recording);
  } finally {
    await recording.close();
  }
}

/** Notes count in any case. */
function whyNotWhole({ hasResults, isOutdated }: RecordedWork): string | null {
  if (!hasResults) return 'it has packets alone; run "plumbline process" on it';
  return isOutdated ? 'they are of an earlier version; run "plumbline process" on it' : null;
}
