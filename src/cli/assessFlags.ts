import type { AssessmentId } from '../model/assessment.ts';

/** What the command line of `assess list` and `assess show` gave. */
export interface AssessListFlags {
  readonly json?: boolean;
}

/** What the command line of `assess card` gave. */
export interface AssessCardFlags extends AssessListFlags {
  readonly assessment?: AssessmentId;
  readonly observer?: string;
  readonly set?: number;
  /** Where the site's repeatability is kept. */
  readonly recordings: string;
}
