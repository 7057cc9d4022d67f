import type { Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';

export type TrendSourceAnswer = 'recordings' | 'influx';

/** `GET /api/v1/trends/metrics`: the figures there are, and where from they can be told. */
export interface TrendMetricsAnswer {
  readonly metrics: readonly TrendMetricAnswer[];
  /** The database is among them where one is set. */
  readonly sources: readonly TrendSourceAnswer[];
}

export interface TrendMetricAnswer {
  /** As it is asked for, `fppa`. */
  readonly name: string;
  readonly words: string;
  /** `deg`, `cm`, `s`, `%`, `g`, `deg²`, or `headline`: cm or deg, as the task has it. */
  readonly unit: string;
  readonly tasks: readonly Task[];
  readonly hasDetectableChange: boolean;
}

/** `GET /api/v1/trends`: one figure of one person over sessions. */
export interface TrendsAnswer {
  readonly subject: string;
  readonly metric: string;
  readonly words: string;
  readonly source: TrendSourceAnswer;
  /** Why it is not the database, in a sentence; null where it is, none is set or recordings were asked. */
  readonly because: string | null;
  readonly trends: readonly TrendOfTask[];
  /** Recordings that could not be used, one sentence each. */
  readonly leftOut: readonly string[];
}

/** One figure of one person in one task. */
export interface TrendOfTask {
  readonly metric: string;
  readonly words: string;
  /** `deg`, `cm`, `s`, `%`, `g` or `deg²`. */
  readonly unit: string;
  readonly task: Task;
  /** Right first; those with values. */
  readonly sides: readonly TrendOfSide[];
  readonly differences: readonly {
    readonly session: string;
    readonly startedUs: number;
    readonly rightLessLeft: number;
  }[];
  readonly simulated: boolean;
  /** Lower edges of the bands of the newest session, where the figure is what its bands are of. */
  readonly bandEdges: readonly [number, number, number] | null;
}

export interface TrendOfSide {
  readonly side: Side;
  /** The oldest first; at least one. */
  readonly points: readonly TrendPointAnswer[];
  /** Of the first session; null where no detectable change is known. */
  readonly band: {
    readonly mdc95: number;
    /** Whether this site measured it, or this version assumes it. */
    readonly source: 'site' | 'default';
    readonly low: number;
    readonly high: number;
  } | null;
  /** Sessions whose change is larger than the detectable one. */
  readonly outside: number;
}

export interface TrendPointAnswer {
  /** `sessionId` of the recording it begins with. */
  readonly session: string;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly n: number;
  readonly mean: number;
  /** null below two movements. */
  readonly sd: number | null;
  /** null of the first session. */
  readonly change: number | null;
  /** null of the first, and where no detectable change is known. */
  readonly isOutside: boolean | null;
}
