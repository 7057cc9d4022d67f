import type { SessionListing } from '../recording/sessions/listSessions.ts';
import type { WorkAt } from '../reprocess/sessionHistory/recordedWork.ts';
import type { TrendMetric } from './metrics.ts';
import { recordedTrends } from './recordedTrends.ts';
import type { Trend } from './trend.ts';
import type { TrendRecordings } from './trendRecording.ts';
import type { TrendSourceName } from './trendSources.ts';
import { type TrendChoice, trendsOf } from './trendsOf.ts';

/** Why a source cannot be asked now; `message` is one sentence for a person. */
export class TrendSourceError extends Error {
  override name = 'TrendSourceError';
}

/** @throws TrendSourceError where it cannot be asked now */
export type TrendSource = (subject: string, metric: TrendMetric) => Promise<TrendRecordings>;

export interface TrendSources {
  /** The recordings there are, of anybody. */
  readonly list: () => Promise<readonly SessionListing[]>;
  /** null where no database is set. */
  readonly influx: TrendSource | null;
  /** By default each recording is read anew. */
  readonly workAt?: WorkAt;
}

export interface TrendQuestion extends TrendChoice {
  readonly subject: string;
  readonly metric: TrendMetric;
  /** By default the database where one is set, answers and has all that is recorded here; else the recordings. */
  readonly source?: TrendSourceName;
}

export interface TrendAnswer {
  readonly source: TrendSourceName;
  /** Why it is not the database, in a sentence; null where it is, none is set or recordings were asked. */
  readonly because: string | null;
  /** By task; none where nothing is told of the metric. */
  readonly trends: readonly Trend[];
  /** Recordings that could not be used, one sentence each. */
  readonly leftOut: readonly string[];
}

/** @throws TrendSourceError where the source that was asked for cannot answer */
export async function askTrends(
  { list, influx, workAt }: TrendSources,
  question: TrendQuestion,
): Promise<TrendAnswer> {
  const { subject, metric, source } = question;
  const listed = await list();
  const own = listed
    .filter((each) => each.finished && each.subject === subject)
    .map(({ sessionId }) => sessionId);
  let because: string | null = null;
  if (source === 'influx' && influx === null) {
    throw new TrendSourceError('no database is set: see INFLUX_HOST in docs/influxdb.md');
  }
  if (source !== 'recordings' && influx !== null) {
    const found = await orWhyNot(influx(subject, metric), source === 'influx');
    if (typeof found === 'string') because = found;
    else if (source === 'influx') return answer('influx', null, withUnknown(found, own), question);
    else {
      because = whyNotAll(subject, found, own);
      if (because === null) return answer('influx', null, found, question);
    }
  }
  const found = await recordedTrends(subject, metric, listed, workAt);
  return answer('recordings', because, found, question);
}

/** Names what is recorded here and what the database knows nothing of. */
function withUnknown(found: TrendRecordings, own: readonly string[]): TrendRecordings {
  const unknown = own.filter((id) => !found.known.includes(id));
  return {
    ...found,
    leftOut: [...found.leftOut, ...unknown.map((id) => `${id} is not uploaded`)],
  };
}

/**
 * The newest recordings are uploaded first, so what lacks is mostly the oldest: without it the band would
 * stand about another session.
 * @param own closed recordings of the person
 */
function whyNotAll(
  subject: string,
  { recordings }: TrendRecordings,
  own: readonly string[],
): string | null {
  if (recordings.length === 0) return `the database has no whole session of ${subject}`;
  const whole = new Set(recordings.map(({ session }) => session.id));
  const lacks = own.filter((id) => !whole.has(id));
  if (lacks.length === 0) return null;
  const more = lacks.length > 1 ? ` and ${lacks.length - 1} more` : '';
  return `the database has not the whole of ${lacks[0]}${more}`;
}

async function orWhyNot(
  asked: Promise<TrendRecordings>,
  mustAnswer: boolean,
): Promise<TrendRecordings | string> {
  try {
    return await asked;
  } catch (error) {
    if (mustAnswer || !(error instanceof TrendSourceError)) throw error;
    return error.message;
  }
}

function answer(
  source: TrendSourceName,
  because: string | null,
  { recordings, leftOut }: TrendRecordings,
  question: TrendQuestion,
): TrendAnswer {
  return { source, because, trends: trendsOf(question.metric, recordings, question), leftOut };
}
