import type { Side } from '../model/placement.ts';
import type { Task } from '../model/task.ts';
import type { DetectableChange } from '../movement/detectableChange.ts';

/** What a metric was in one session, of one leg, over movements that count. */
export interface TrendPoint {
  /** Of the first recording of the session. */
  readonly session: string;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly n: number;
  readonly mean: number;
  /** n − 1; null below two movements. */
  readonly sd: number | null;
  /** Mean less that of the first session; null of the first. */
  readonly change: number | null;
  /** True where the change is larger than the detectable one; null of the first, and where none is known. */
  readonly isOutside: boolean | null;
}

/** The first session's mean ± the least change between two sessions that is not scatter. */
export interface TrendBand extends DetectableChange {
  readonly low: number;
  readonly high: number;
}

export interface SideTrend {
  readonly side: Side;
  /** The oldest first; at least one. */
  readonly points: readonly TrendPoint[];
  /** null where no detectable change is known. */
  readonly band: TrendBand | null;
  /** Sessions whose change is larger than the detectable one. */
  readonly outside: number;
}

/** Right less left, where a session has both. */
export interface TrendDifference {
  readonly session: string;
  readonly startedUs: number;
  readonly rightLessLeft: number;
}

/** One metric of one person in one task over sessions. */
export interface Trend {
  readonly metric: string;
  readonly words: string;
  /** `deg`, `cm`, `s`, `%`, `g` or `deg²`. */
  readonly unit: string;
  readonly task: Task;
  /** Right first; those with values. */
  readonly sides: readonly SideTrend[];
  readonly differences: readonly TrendDifference[];
  /** True where one session or more was simulated. */
  readonly simulated: boolean;
}
