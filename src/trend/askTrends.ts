import type { TrendMetric } from './metrics.ts';
import type { Trend } from './trend.ts';
import type { TrendRecordings } from './trendRecording.ts';
import { type TrendChoice, trendsOf } from './trendsOf.ts';

export const TREND_SOURCES = ['recordings', 'influx'] as const;
export type TrendSourceName = (typeof TREND_SOURCES)[number];

/** Why a source cannot be asked now; `message` is one sentence for a person. */
export class TrendSourceError extends Error {
  override name = 'TrendSourceError';
}

/** @throws TrendSourceError where it cannot be asked now */
export type TrendSource = (subject: string, metric: TrendMetric) => Promise<TrendRecordings>;

export interface TrendSources {
  readonly recordings: TrendSource;
  /** null where no database is set. */
  readonly influx: TrendSource | null;
}

export interface TrendQuestion extends TrendChoice {
  readonly subject: string;
  readonly metric: TrendMetric;
  /** By default the database where one is set, answers and knows the person; else the recordings. */
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
  { recordings, influx }: TrendSources,
  question: TrendQuestion,
): Promise<TrendAnswer> {
  const { subject, metric, source } = question;
  let because: string | null = null;
  if (source === 'influx' && influx === null) {
    throw new TrendSourceError('no database is set: see INFLUX_HOST in docs/influxdb.md');
  }
  if (source !== 'recordings' && influx !== null) {
    const found = await orWhyNot(influx(subject, metric), source === 'influx');
    if (typeof found === 'string') because = found;
    else if (found.recordings.length > 0 || source === 'influx') {
      return answer('influx', null, found, question);
    } else because = `the database has no whole session of ${subject}`;
  }
  return answer('recordings', because, await recordings(subject, metric), question);
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
