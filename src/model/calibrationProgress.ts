import type { CalibrationStage } from './events.ts';
import type { Placement, Side } from './placement.ts';

/** How one sensor does in the step that is asked for. */
export interface SensorProgress {
  readonly placement: Placement;
  /** Standard deviation of the angular rate over the last quarter of a second, the largest over the axes, °/s. */
  readonly rateSdDps: number;
  /** Whether that is still enough for a standing or lying pose. */
  readonly isStill: boolean;
}

/** How one leg does in the movement that is asked for. */
export interface LegProgress {
  readonly side: Side;
  /** Knee bends seen so far. */
  readonly bends: number;
  /** How far the thigh is tilted from its standing pose now, degrees. */
  readonly tiltDeg: number;
}

/**
 * How a calibration step goes, several times a second while one is asked for. Shown and never
 * recorded: it follows from the inputs as the events do.
 */
export interface CalibrationProgress {
  readonly timeUs: number;
  readonly stage: CalibrationStage;
  /** How long the pose has been held still, and for how long it is wanted, s; both 0 in `move`. */
  readonly heldS: number;
  readonly wantedS: number;
  readonly sensors: readonly SensorProgress[];
  readonly legs: readonly LegProgress[];
  /** What to do otherwise, one sentence; null while it goes well. */
  readonly hint: string | null;
}
