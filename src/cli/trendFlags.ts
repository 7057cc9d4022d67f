import type { Side } from '../model/placement.ts';
import type { Task } from '../model/task.ts';
import type { TrendMetric } from '../trend/metrics.ts';
import type { TrendSourceName } from '../trend/trendSources.ts';

/** What the command line of `trend` gave. */
export interface TrendFlags {
  readonly subject: string;
  readonly metric: TrendMetric;
  readonly task?: Task;
  readonly side?: Side;
  /** Microseconds since the Unix epoch. */
  readonly since?: number;
  readonly from?: TrendSourceName;
  readonly recordings: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}
