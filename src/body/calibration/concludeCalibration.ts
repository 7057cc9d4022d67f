import type { Calibration } from '../../model/calibration.ts';
import type { LegCalibrationResult } from './calibrateLeg.ts';
import type { StillnessFigures } from './quietStanding.ts';
import { judge } from './verdict.ts';

export interface CalibrationFindings
  extends Pick<
    Calibration,
    'id' | 'timeUs' | 'method' | 'standingS' | 'movementS' | 'standing' | 'movement'
  > {
  readonly results: readonly LegCalibrationResult[];
  readonly stillness: readonly StillnessFigures[];
}

/** The calibration object with its verdict, from what was found in standing and movement. */
export function concludeCalibration(findings: CalibrationFindings): Calibration {
  const { results, stillness, ...facts } = findings;
  const { verdict, reasons } = judge(results, stillness, facts);
  return {
    ...facts,
    legs: results.map(({ leg }) => leg),
    verdict,
    reasons,
  };
}
