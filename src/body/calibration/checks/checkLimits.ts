import type {
  CalibrationCheck,
  CalibrationCheckName,
  CalibrationVerdict,
} from '../../../model/calibration.ts';

/** Where a check passes from good to usable, and from usable to redo. */
export interface CheckLimits {
  readonly unit: CalibrationCheck['unit'];
  readonly good: 'atMost' | 'atLeast';
  readonly limit: number;
  /** Beyond this it is redo; null is never. */
  readonly redo: number | null;
}

/** The limits of every check; the table in docs/conventions.md prints them. */
export const CHECK_LIMITS: Readonly<Record<CalibrationCheckName, CheckLimits>> = Object.freeze({
  swap: { unit: '1', good: 'atLeast', limit: 0.8, redo: 0.8 },
  axesFromAssessedMovement: { unit: '1', good: 'atMost', limit: 0, redo: 0 },
  standingLength: { unit: 's', good: 'atLeast', limit: 2.5, redo: null },
  standingToMovement: { unit: 's', good: 'atMost', limit: 60, redo: null },
  flexionRange: { unit: '°', good: 'atLeast', limit: 40, redo: 40 },
  refinement: { unit: '1', good: 'atLeast', limit: 1, redo: null },
  relativeAxisShare: { unit: '%', good: 'atLeast', limit: 90, redo: 83 },
  thighAxisShare: { unit: '%', good: 'atLeast', limit: 95, redo: null },
  shankAxisShare: { unit: '%', good: 'atLeast', limit: 90, redo: null },
  headingConsistency: { unit: '1', good: 'atLeast', limit: 0.6, redo: 0.6 },
  axisOffLevel: { unit: '°', good: 'atMost', limit: 8, redo: 15 },
  axisDisagreement: { unit: '°', good: 'atMost', limit: 20, redo: null },
  sensorOffset: { unit: 'ms', good: 'atMost', limit: 5, redo: null },
  crossTalk: { unit: '1', good: 'atMost', limit: 0.05, redo: null },
  kneeTracking: { unit: '1', good: 'atMost', limit: 0.1, redo: null },
  standingRepeat: { unit: '°', good: 'atMost', limit: 3, redo: 10 },
  stillTime: { unit: '%', good: 'atLeast', limit: 200 / 3, redo: 200 / 3 },
  rateSd: { unit: '°/s', good: 'atMost', limit: 0.6, redo: null },
  forceSd: { unit: 'm/s²', good: 'atMost', limit: 0.06, redo: null },
  // A sensor as bought is off by 0.2 m/s² (20 mg) per axis and one standard deviation.
  gravitySize: { unit: 'm/s²', good: 'atMost', limit: 0.5, redo: null },
  gyroBias: { unit: '°/s', good: 'atMost', limit: 3, redo: null },
  gyroBiasChange: { unit: '°/s', good: 'atMost', limit: 0.5, redo: null },
  reusedAxes: { unit: '1', good: 'atMost', limit: 0, redo: null },
  gravityChange: { unit: '°', good: 'atMost', limit: 6, redo: 6 },
  mountingUp: { unit: '°', good: 'atMost', limit: 35, redo: null },
});

/** How `value` stands to the limits of its check. */
export function verdictOn(name: CalibrationCheckName, value: number): CalibrationVerdict {
  const { good, limit, redo } = CHECK_LIMITS[name];
  const within = (bound: number): boolean => (good === 'atMost' ? value <= bound : value >= bound);
  if (within(limit)) return 'good';
  return redo !== null && !within(redo) ? 'redo' : 'usable';
}
