import type { Vec3 } from '../../../geometry/vector.ts';
import type { Calibration } from '../../../model/calibration.ts';
import type { SensorId } from '../../../model/sensor.ts';
import type { LegCalibrationResult } from '../calibrateLeg.ts';
import type { LegProbes } from '../calibrationProbes.ts';

/** One leg as it was calibrated, and what its own movement says of that. */
export interface LegFindings extends LegCalibrationResult {
  /** Absent where they were not looked for. */
  readonly probes?: LegProbes;
  /** Standing gravity against each sensor's agreed up axis, degrees; null where none is agreed. */
  readonly mountingUpDeg?: { readonly thigh: number | null; readonly shank: number | null };
}

/** Standing gyroscope bias of sensors that were calibrated before, rad/s, sensor axes. */
export type KnownBiases = ReadonlyMap<SensorId, Vec3>;

/** Of the whole calibration. */
export type CalibrationFacts = Pick<Calibration, 'method' | 'standingS' | 'standing' | 'movement'>;
