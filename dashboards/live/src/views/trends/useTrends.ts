import type { ListedRecording } from '../../../../../src/stream/answers/recordings.ts';
import type {
  TrendMetricAnswer,
  TrendMetricsAnswer,
  TrendSourceAnswer,
  TrendsAnswer,
} from '../../../../../src/stream/answers/trends.ts';
import { type Polled, usePolled } from '../../api/usePolled.ts';

/** What is asked besides person and figure. */
export interface TrendWish {
  /** null leaves it to the hub: the database where it can tell, else the recordings. */
  readonly source: TrendSourceAnswer | null;
  /** A day here, `2026-03-02`; empty from the first on. */
  readonly since: string;
}

export interface Person {
  readonly subject: string;
  readonly recordings: readonly ListedRecording[];
}

/** Those of whom there are recordings, whoever was recorded last first. */
export function peopleIn(recordings: readonly ListedRecording[]): Person[] {
  const bySubject = new Map<string, ListedRecording[]>();
  for (const recording of [...recordings].sort((a, b) => b.startedUs - a.startedUs)) {
    const own = bySubject.get(recording.subject) ?? [];
    own.push(recording);
    bySubject.set(recording.subject, own);
  }
  return [...bySubject].map(([subject, own]) => ({ subject, recordings: own }));
}

/** Figures that something can be told of in the tasks of a person, and the others. */
export function metricsFor(
  metrics: readonly TrendMetricAnswer[],
  person: Person | undefined,
): { readonly own: readonly TrendMetricAnswer[]; readonly others: readonly TrendMetricAnswer[] } {
  const tasks = new Set(person?.recordings.map(({ task }) => task));
  const isOwn = (metric: TrendMetricAnswer) => metric.tasks.some((task) => tasks.has(task));
  return { own: metrics.filter(isOwn), others: metrics.filter((each) => !isOwn(each)) };
}

/** Of these something is best shown first: they have a detectable change. */
const FIRST = 'fppa';

export function firstMetric(own: readonly TrendMetricAnswer[]): string | undefined {
  return (own.find(({ name }) => name === FIRST) ?? own[0])?.name;
}

export function useRecordings(): Polled<{ readonly recordings: readonly ListedRecording[] }> {
  return usePolled('recordings', null);
}

export function useMetrics(): Polled<TrendMetricsAnswer> {
  return usePolled('trends/metrics', null);
}

export function useTrends(question: URLSearchParams | null): Polled<TrendsAnswer> {
  return usePolled(question === null ? null : `trends?${question}`, null);
}

export function questionOf(subject: string, metric: string, wish: TrendWish): URLSearchParams {
  return new URLSearchParams({
    subject,
    metric,
    ...(wish.source !== null && { source: wish.source }),
    ...(wish.since !== '' && { since: midnightOf(wish.since) }),
  });
}

/** As an instant with its zone, for a day alone is one in UTC to the hub; what is none goes as it is. */
function midnightOf(day: string): string {
  const midnight = new Date(`${day}T00:00`);
  return Number.isNaN(midnight.getTime()) ? day : midnight.toISOString();
}
