import type { HeadingEvidence } from './calibration/linkAcceleration.ts';

/** Heading of the shank's earth frame in the thigh's: what turns the joint angles. */
export interface RelativeHeadingEstimate {
  /** At the latest frame, rad. */
  readonly headingRad: number;
  readonly sigmaRad: number;
  /** One frame with what its link acceleration says. */
  step(evidence: HeadingEvidence): void;
  /** The knee would be turned as in the calibration standing at this heading, more or less. */
  stood(headingRad: number, sdRad: number): void;
  /** A sensor was away and may have turned about the vertical meanwhile. */
  lose(): void;
}

/** Heading of the subject's forward direction in the thigh's earth frame: what turns the projections. */
export interface LegHeadingEstimate {
  /** At the latest frame, rad. */
  readonly headingRad: number;
  readonly sigmaRad: number;
  /** One frame; returns what pose it completed, null as a rule. */
  step(quiet: boolean, standingHeadingRad: number): 'stand' | 'pause' | null;
  lose(): void;
}

/** The two headings of a leg, never mixed; found as frames come, or known beforehand. */
export interface LegHeadings {
  readonly relative: RelativeHeadingEstimate;
  readonly leg: LegHeadingEstimate;
}
