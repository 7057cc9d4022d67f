import type { AssessmentId } from '../model/assessment.ts';
import type { ReachFlags } from './sensors/sensorFlags.ts';

/** What the command line of `assess list` and `assess show` gave. */
export interface AssessListFlags {
  readonly json?: boolean;
}

/** What the command line of `assess card` gave. */
export interface AssessCardFlags extends AssessListFlags {
  readonly assessment?: AssessmentId;
  readonly observer?: string;
  readonly set?: number;
  readonly trial?: number;
  /** Where the site's repeatability is kept. */
  readonly recordings: string;
}

/** What the command line of `assess check` gave. */
export interface AssessCheckFlags extends AssessListFlags, ReachFlags {
  /** How long sensors are listened for. */
  readonly seconds: number;
  /** Where it is kept which sensor is worn where. */
  readonly recordings: string;
}
