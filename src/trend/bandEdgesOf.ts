import type { Headline } from '../model/movement.ts';
import { headlineOfSettings } from '../movement/thresholds.ts';
import { RecordingError } from '../recording/recordingError.ts';
import type { SessionListing } from '../recording/sessions/listSessions.ts';
import type { WorkAt } from '../reprocess/sessionHistory/recordedWork.ts';
import type { TrendFigure, TrendMetric } from './metrics.ts';
import type { Trend } from './trend.ts';

/**
 * Lower edges of the bands that the newest session of a trend was judged by, in the unit of the trend.
 * null where the figure is not what the bands of the task are of, or that recording is not here.
 */
export async function bandEdgesOf(
  { figure }: TrendMetric,
  { sides }: Trend,
  listed: readonly SessionListing[],
  workAt: WorkAt,
): Promise<readonly [number, number, number] | null> {
  const quantity = atBottom(figure);
  if (quantity === null && !isHeadline(figure)) return null;
  const newest = sides
    .flatMap(({ points }) => points)
    .reduce((a, b) => (b.startedUs > a.startedUs ? b : a));
  const listing = listed.find(
    ({ sessionId, finished }) => finished && sessionId === newest.session,
  );
  if (listing === undefined) return null;
  const headline = await headlineIn(listing.path, workAt);
  if (headline === null) return null;
  return quantity === null || quantity === headline.measure ? headline.bandEdges : null;
}

function isHeadline(figure: TrendFigure): boolean {
  return figure.of === 'repLeg'
    ? figure.key === 'headlineAtPeakFlexion'
    : figure.of === 'landing' && figure.key === 'headlinePeak';
}

function atBottom(figure: TrendFigure): string | null {
  return figure.of === 'quantity' && figure.figure === 'atPeakFlexion' ? figure.quantity : null;
}

async function headlineIn(path: string, workAt: WorkAt): Promise<Headline | null> {
  try {
    const { settings } = (await workAt(path)).session;
    return headlineOfSettings(settings);
  } catch (error) {
    if (error instanceof RecordingError) return null;
    throw error;
  }
}
