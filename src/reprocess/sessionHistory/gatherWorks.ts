import { openRecording } from '../../recording/reader.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import type { SessionListing } from '../../recording/sessions/listSessions.ts';
import { readSidecar } from '../../recording/sidecar/sidecarFile.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import { type RecordedWork, recordedWork, type WorkAt } from './recordedWork.ts';

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
  workAt: WorkAt = oneAtATime(),
): Promise<GatheredWorks> {
  const gathered = await Promise.all(listings.map((listing) => gatherOne(listing, workAt)));
  return {
    works: gathered.flatMap(({ work }) => work ?? []),
    leftOut: gathered.flatMap(({ leftOut }) => leftOut),
  };
}

async function gatherOne(
  { id, path, subject, finished }: SessionListing,
  workAt: WorkAt,
): Promise<{ readonly work: RecordedWork | null; readonly leftOut: readonly string[] }> {
  if (!finished) return { work: null, leftOut: [`${id} is not closed`] };
  try {
    const work = await workAt(path);
    const { sidecar, problem } = await readSidecar(path);
    const said = (sidecar.programmeNotes ?? []).map(({ atUs, note }) => ({ timeUs: atUs, note }));
    const why = whyNotWhole(work);
    return {
      work: { ...work, session: { ...work.session, subject }, said },
      leftOut: [
        ...(problem === null ? [] : [`${id}, what was said of it: its sidecar cannot be read`]),
        ...(why === null ? [] : [`${id}, its movements: ${why}`]),
      ],
    };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    return { work: null, leftOut: [withoutPath(error)] };
  }
}

/** A long recording fills the memory by itself. */
function oneAtATime(): WorkAt {
  let before: Promise<unknown> = Promise.resolve();
  return (path) => {
    const work = before.then(() => readWork(path));
    before = work.catch(() => undefined);
    return work;
  };
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
