import type { Calibration, CalibrationVerdict } from '../../src/model/calibration.ts';

/** A calibration of that verdict, with a check that is short of good and one that is good. */
export function calibrationOf(verdict: CalibrationVerdict, timeUs: number): Calibration {
  const reason = 'right leg: bend the knees further, to 60° or more';
  return {
    id: 'cal-2',
    timeUs,
    method: 'standing+movement',
    standingS: 3.2,
    standing: { fromUs: 0, toUs: 1 },
    movement: { fromUs: 1, toUs: 2 },
    movementS: 14,
    legs: [],
    verdict,
    checks: [
      {
        name: 'rateSd',
        about: 'left_shank',
        value: 0.3,
        limit: 1,
        unit: '°/s',
        verdict: 'good',
        reason: '',
      },
      { name: 'flexionRange', about: 'right', value: 48, limit: 60, unit: '°', verdict, reason },
    ],
    reasons: verdict === 'good' ? [] : [reason],
  };
}
