import type { Calibration } from '../../model/calibration.ts';
import type { LegCalibrationResult } from './calibrateLeg.ts';
import type { StillnessFigures } from './quietStanding.ts';
import { judge } from './verdict.ts';

export interface CalibrationFindings extends Pick<Calibration, 'id' | 'timeUs' | 'method'> {
  readonly standingS: number;
  readonly movementS: number;
  readonly results: readonly LegCalibrationResult[];
  readonly standing: readonly StillnessFigures[];
}

/** The calibration object with its verdict, from what was found in standing and movement. */
export function concludeCalibration(findings: CalibrationFindings): Calibration {
  const { id, timeUs, method, standingS, movementS, results, standing } = findings;
  const { verdict, reasons } = judge(results, standing, method);
  return {
    id,
    timeUs,
    method,
    standingS,
    movementS,
    legs: results.map(({ leg }) => leg),
    verdict,
    reasons,
  };
}
