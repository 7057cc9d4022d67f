import type { AssessmentId } from '../../../../src/model/assessment.ts';
import type { LegSegment } from '../../../../src/model/placement.ts';

/** What the hub tells of an assessment, as far as the page shows it. */
export interface AssessmentInfo {
  readonly id: AssessmentId;
  readonly name: string;
  readonly instructions: readonly string[];
  readonly setUp: readonly string[];
  /** Ways to wear the sensors, the fullest first. */
  readonly wear: readonly {
    readonly segments: readonly LegSegment[];
    readonly legs: 'one' | 'both';
    /** What is had of it. */
    readonly gives: string;
  }[];
  /** Least rate of every sensor. */
  readonly rateHz: number;
  /** Why its sideways figures are not to be built on. */
  readonly exploratory?: string;
  readonly safety: string;
}

/** Whether the live sensors are enough for an assessment; one sentence each, without a full stop. */
export interface ReadinessAnswer {
  readonly state: 'ready' | 'partly' | 'notReady';
  readonly missing: readonly string[];
  readonly works: readonly string[];
  readonly mind: readonly string[];
}
