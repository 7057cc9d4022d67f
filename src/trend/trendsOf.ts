import { SIDES, type Side } from '../model/placement.ts';
import { sessionsOf } from '../model/sessionsOf.ts';
import { TASKS, type Task } from '../model/task.ts';
import {
  type DetectableChange,
  detectableChange,
  type SiteRepeatability,
} from '../movement/detectableChange.ts';
import { REPEATED_QUANTITIES, type RepeatedMeasure } from '../movement/repeatedMeasures.ts';
import { bestVersion, versionsOf } from '../reprocess/sessionHistory/versions.ts';
import { mean, sampleSd } from '../signal/statistics.ts';
import type { TrendMetric } from './metrics.ts';
import type { SideTrend, Trend, TrendBand, TrendDifference, TrendPoint } from './trend.ts';
import type { TrendHeadline, TrendRecording } from './trendRecording.ts';

export interface TrendChoice {
  readonly task?: Task;
  readonly side?: Side;
  /** Sessions that began then or later, microseconds since the Unix epoch. */
  readonly sinceUs?: number;
  /** What the site measured of itself; null where it did not. */
  readonly siteOf: (task: Task) => SiteRepeatability | null;
}

/**
 * A metric over the sessions of one person, by task. Of a recording and what was computed from it one
 * counts, and recordings a break apart are one session, as for the programme.
 */
export function trendsOf(
  metric: TrendMetric,
  recordings: readonly TrendRecording[],
  choice: TrendChoice,
): Trend[] {
  const counting = versionsOf(recordings).map((versions) => bestVersion(versions));
  const { sinceUs = Number.NEGATIVE_INFINITY } = choice;
  const sessions = sessionsOf(counting).filter(([{ session }]) => session.startedUs >= sinceUs);
  const tasks = TASKS.filter((task) => choice.task === undefined || choice.task === task);
  return tasks.flatMap((task) => {
    const own = sessions.map((parts) => parts.filter((each) => each.task === task));
    return headlinesIn(metric, own.flat()).flatMap((headline) => {
      const of = own.map((parts) => parts.filter((each) => isOf(metric, headline, each)));
      const trend = trendOf(metric, task, headline, of, choice);
      return trend.sides.length === 0 ? [] : [trend];
    });
  });
}

/** Other thresholds may name another headline: its figures are another metric. */
function headlinesIn(
  { unit }: TrendMetric,
  recordings: readonly TrendRecording[],
): readonly (TrendHeadline | null)[] {
  if (unit !== 'headline') return [null];
  const byMeasure = new Map<string, TrendHeadline>();
  for (const { headline } of recordings) {
    if (headline !== null) byMeasure.set(`${headline.measure} ${headline.unit}`, headline);
  }
  return [...byMeasure.values()];
}

function isOf(
  { unit }: TrendMetric,
  headline: TrendHeadline | null,
  recording: TrendRecording,
): boolean {
  if (unit !== 'headline' || headline === null) return true;
  const { measure, unit: in_ } = recording.headline ?? {};
  return measure === headline.measure && in_ === headline.unit;
}

function trendOf(
  metric: TrendMetric,
  task: Task,
  headline: TrendHeadline | null,
  sessions: readonly (readonly TrendRecording[])[],
  choice: TrendChoice,
): Trend {
  const change = changeOf(metric, headline, choice.siteOf(task));
  const sides = SIDES.filter((side) => choice.side === undefined || choice.side === side);
  const trends = sides.flatMap((side) => {
    const trend = sideTrend(side, sessions, change);
    return trend === null ? [] : [trend];
  });
  return {
    metric: metric.name,
    words: headline === null ? metric.words : `${metric.words} (${wordsOf(headline.measure)})`,
    unit: metric.unit === 'headline' ? (headline?.unit ?? '') : metric.unit,
    task,
    sides: trends,
    differences: differencesOf(trends),
    simulated: trends.some(({ points }) => points.some((point) => point.simulated)),
  };
}

function sideTrend(
  side: Side,
  sessions: readonly (readonly TrendRecording[])[],
  change: DetectableChange | null,
): SideTrend | null {
  const points: TrendPoint[] = [];
  for (const parts of sessions) {
    const values = parts
      .flatMap((part) => part.values)
      .filter((value) => value.side === side)
      // Sources give them in orders of their own, and a sum depends on it in its last bit.
      .sort((a, b) => a.timeUs - b.timeUs || a.value - b.value)
      .map(({ value }) => value);
    if (values.length === 0) continue;
    const [{ session }] = parts;
    const centre = mean(values);
    const first = points.at(0);
    const away = first === undefined ? null : centre - first.mean;
    points.push({
      session: session.id,
      startedUs: session.startedUs,
      simulated: parts.some((part) => part.session.simulated),
      n: values.length,
      mean: centre,
      sd: sampleSd(values),
      change: away,
      isOutside: away === null || change === null ? null : Math.abs(away) > change.mdc95,
    });
  }
  if (points.length === 0) return null;
  return {
    side,
    points,
    band: bandOf(points[0].mean, change),
    outside: points.filter(({ isOutside }) => isOutside === true).length,
  };
}

function bandOf(centre: number, change: DetectableChange | null): TrendBand | null {
  if (change === null) return null;
  return { ...change, low: centre - change.mdc95, high: centre + change.mdc95 };
}

function differencesOf(sides: readonly SideTrend[]): TrendDifference[] {
  const [right, left] = SIDES.map((side) => sides.find((each) => each.side === side));
  if (right === undefined || left === undefined) return [];
  return right.points.flatMap(({ session, startedUs, mean: ofRight }) => {
    const other = left.points.find((point) => point.session === session);
    return other ? [{ session, startedUs, rightLessLeft: ofRight - other.mean }] : [];
  });
}

/** Between sessions the sensors were taken off and put on. */
function changeOf(
  { repeated }: TrendMetric,
  headline: TrendHeadline | null,
  site: SiteRepeatability | null,
): DetectableChange | null {
  const measure = repeated === 'headline' ? repeatedOf(headline) : repeated;
  return measure === null ? null : detectableChange(measure, 'newMounting', site);
}

function repeatedOf(headline: TrendHeadline | null): RepeatedMeasure | null {
  const known = REPEATED_QUANTITIES.find(
    ({ measure, unit }) => measure === headline?.measure && unit === headline.unit,
  );
  return known?.measure ?? null;
}

function wordsOf(measure: string): string {
  return REPEATED_QUANTITIES.find((each) => each.measure === measure)?.words ?? measure;
}
