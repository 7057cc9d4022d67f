import type { LegMeasures, SegmentOrientation } from './bodyFrame.ts';
import type { Side } from './placement.ts';

/** What a simulator knows and no sensor does; recorded beside the signals to measure against. */
export interface TruthLeg {
  readonly side: Side;
  /** Same names and signs as a body frame; NaN where the simulator does not model it. */
  readonly measures: LegMeasures;
  readonly thigh: SegmentOrientation;
  readonly shank: SegmentOrientation;
}

export interface TruthFrame {
  /** Instant on the hub's clock, microseconds since the Unix epoch. */
  readonly timeUs: number;
  readonly legs: readonly TruthLeg[];
}
