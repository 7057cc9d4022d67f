import type { CalibrationLegInput } from './calibrationLegInput.ts';
import type { SensorStillness } from './quietStanding.ts';

/** A standing that was still, kept so that the movement alone can be done again. */
export interface StandingPose {
  readonly frames: readonly (readonly CalibrationLegInput[])[];
  /** Of each frame. */
  readonly timesUs: readonly number[];
  readonly stillness: readonly SensorStillness[];
}
