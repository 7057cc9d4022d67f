import { RecordingError } from '../recording/recordingError.ts';
import type { SessionListing } from '../recording/sessions/listSessions.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { bestVersion, versionsOf } from '../reprocess/sessionHistory/versions.ts';
import type { TrendMetric } from './metrics.ts';
import { type FiguresReader, type RecordedFigures, readFigures } from './recordedFigures.ts';
import { recordedValues } from './recordedValues.ts';
import type { TrendRecording, TrendRecordings } from './trendRecording.ts';

/**
 * What the recordings of one person have of a metric.
 * @param listed recordings of anybody
 * @param read where they may be known from before
 */
export async function recordedTrends(
  subject: string,
  metric: TrendMetric,
  listed: readonly SessionListing[],
  read: FiguresReader = readFigures,
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
      const figures = await read(listing.path);
      recordings.push(trendRecording(figures, metric));
      if (figures.isPackets) packetsAlone.set(figures.session.id, listing.id);
      if (figures.isOutdated) leftOut.push(`${listing.id}, its repetitions: ${OUTDATED}`);
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
  { headline: { measure, unit }, sets, ...figures }: RecordedFigures,
  metric: TrendMetric,
): TrendRecording {
  const { session, endUs, task, hasResults } = figures;
  return {
    session,
    endUs,
    task,
    headline: { measure, unit },
    hasResults,
    values: recordedValues(metric, sets),
  };
}
