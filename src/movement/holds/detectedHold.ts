import type { HoldEnd } from '../../model/hold.ts';
import type { Side } from '../../model/placement.ts';

/** A hold that is over. */
export interface DetectedHold {
  readonly type: 'hold';
  /** The leg that is judged. */
  readonly side: Side;
  readonly startUs: number;
  readonly endUs: number;
  readonly endedBy: HoldEnd;
  readonly touchDowns: number;
}

/** What began like one. */
export interface RejectedHold {
  readonly type: 'rejected';
  readonly side: Side;
  readonly startUs: number;
  readonly endUs: number;
  readonly reason: string;
}

export type HoldFinding = DetectedHold | RejectedHold;
