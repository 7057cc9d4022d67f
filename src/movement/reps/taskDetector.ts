import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { RepPhase } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { RepOutcome } from './repOutcome.ts';

/** Mean flexion of legs of the frame at hand, degrees; NaN where one has none. */
export type FlexionOf = (legs: readonly LegFrame[]) => number;

/** Finds the reps of one task in calibrated frames. Causal. */
export interface TaskDetector {
  readonly phase: RepPhase;
  /** Judged flexion above standing, smoothed, degrees. */
  readonly excursionDeg: number;
  /** Before this instant no rep can start that is not over, µs; ∞ where none can yet. */
  readonly earliestStartUs: number;
  /** True where the last frame could not be judged and is too short a gap to end a rep. */
  readonly isBridging: boolean;
  /** The leg of the rep under way, as far as can be told now; null where both are judged. */
  readonly stanceNow: Side | null;
  /** @returns what came to its end with this frame */
  step(frame: BodyFrame): RepOutcome | null;
  /** Another calibration holds: what was under way is forgotten. */
  reset(): void;
}
