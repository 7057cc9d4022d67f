import type { Side } from '../../model/placement.ts';

/** What a detector found to be one repetition. */
export interface DetectedRep {
  readonly startUs: number;
  readonly endUs: number;
  /** Largest judged flexion above standing, degrees. */
  readonly peakDeg: number;
  /** The leg that is judged, null where both are. */
  readonly stance: Side | null;
  /** A step-up begins with its way up. */
  readonly order: 'downFirst' | 'upFirst';
}
