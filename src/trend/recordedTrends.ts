import { headlineOf, thresholdsOf } from '../movement/thresholds.ts';
import { RecordingError } from '../recording/recordingError.ts';
import type { SessionListing } from '../recording/sessions/listSessions.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { readWork } from '../reprocess/sessionHistory/gatherWorks.ts';
import type { RecordedWork, WorkAt } from '../reprocess/sessionHistory/recordedWork.ts';
import { bestVersion, versionsOf } from '../reprocess/sessionHistory/versions.ts';
import type { TrendMetric } from './metrics.ts';
import { recordedValues } from './recordedValues.ts';
import type { TrendRecording, TrendRecordings } from './trendRecording.ts';

/**
 * What the recordings of one person have of a metric.
 * @param listed recordings of anybody
 * @param workAt reads what is in the recording at a path; @throws RecordingError
 */
export async function recordedTrends(
  subject: string,
  metric: TrendMetric,
  listed: readonly SessionListing[],
  workAt: WorkAt = readWork,
): Promise<TrendRecordings> {
  const recordings: TrendRecording[] = [];
  const leftOut: string[] = [];
  // Names of their files, by session.
  const packetsAlone = new Map<string, string>();
  const own = listed.filter((each) => each.subject === subject);
  for (const listing of own) {
    if (!listing.finished) {
      leftOut.push(`${listing.id} is not closed`);
      continue;
    }
    try {
      const work = await workAt(listing.path);
      recordings.push(trendRecording(work, metric));
      if (!work.hasResults) packetsAlone.set(work.session.id, listing.id);
      if (work.isOutdated) leftOut.push(`${listing.id}, its repetitions: ${OUTDATED}`);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      leftOut.push(withoutPath(error));
    }
  }
  for (const { session } of versionsOf(recordings).map(bestVersion)) {
    const name = packetsAlone.get(session.id);
    if (name !== undefined) leftOut.push(`${name}: ${PACKETS}`);
  }
  return { recordings, leftOut, known: own.map(({ sessionId }) => sessionId) };
}

const PACKETS = 'it has packets alone; run "plumbline process" on it';
const OUTDATED = 'they are of an earlier version; run "plumbline process" on it';

function trendRecording(
  { session, endUs, sets, hasFrames }: RecordedWork,
  metric: TrendMetric,
): TrendRecording {
  const { task } = session.settings;
  const { measure, unit } = headlineOf(task, thresholdsOf(session.settings));
  return {
    session,
    endUs,
    task,
    headline: { measure, unit },
    // A database has rows of frames and no other sign of them.
    hasResults: hasFrames,
    values: recordedValues(metric, sets),
  };
}
