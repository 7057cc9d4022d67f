import { headlineOf, thresholdsOf } from '../movement/thresholds.ts';
import { openRecording } from '../recording/reader.ts';
import { RecordingError } from '../recording/recordingError.ts';
import type { SessionListing } from '../recording/sessions/listSessions.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { recordedWork } from '../reprocess/sessionHistory/recordedWork.ts';
import { bestVersion, versionsOf } from '../reprocess/sessionHistory/versions.ts';
import type { TrendMetric } from './metrics.ts';
import { recordedValues } from './recordedValues.ts';
import type { TrendRecording, TrendRecordings } from './trendRecording.ts';

/**
 * What the recordings of one person have of a metric.
 * @param listed recordings of anybody
 */
export async function recordedTrends(
  subject: string,
  metric: TrendMetric,
  listed: readonly SessionListing[],
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
      const { recording, isOutdated, isPackets } = await trendOfRecording(listing.path, metric);
      recordings.push(recording);
      if (isPackets) packetsAlone.set(recording.session.id, listing.id);
      if (isOutdated) leftOut.push(`${listing.id}, its repetitions: ${OUTDATED}`);
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

async function trendOfRecording(
  path: string,
  metric: TrendMetric,
): Promise<{
  readonly recording: TrendRecording;
  readonly isOutdated: boolean;
  readonly isPackets: boolean;
}> {
  const file = await openRecording(path);
  try {
    const { session, endUs, sets, isOutdated, hasResults } = await recordedWork(file);
    const { task } = session.settings;
    const { measure, unit } = headlineOf(task, thresholdsOf(session.settings));
    const recording: TrendRecording = {
      session,
      endUs,
      task,
      headline: { measure, unit },
      // A database has rows of frames and no other sign of them.
      hasResults: (file.counts.get('/body') ?? 0) > 0,
      values: recordedValues(metric, sets),
    };
    return { recording, isOutdated, isPackets: !hasResults };
  } finally {
    await file.close();
  }
}
