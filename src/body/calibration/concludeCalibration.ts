import type { Calibration } from '../../model/calibration.ts';
import type { KnownBiases, LegFindings } from './checks/checkInputs.ts';
import type { SensorStillness } from './quietStanding.ts';
import { judge } from './verdict.ts';

export interface CalibrationFindings
  extends Pick<
    Calibration,
    'id' | 'timeUs' | 'method' | 'standingS' | 'movementS' | 'standing' | 'movement'
  > {
  readonly results: readonly LegFindings[];
  readonly stillness: readonly SensorStillness[];
  /** Of the sensors' earlier calibrations. */
  readonly known?: KnownBiases;
}

/** The calibration object with its verdict, from what was found in standing and movement. */
export function concludeCalibration(findings: CalibrationFindings): Calibration {
  const { results, stillness, known, ...facts } = findings;
  return {
    ...facts,
    legs: results.map(({ leg }) => leg),
    ...judge(results, stillness, facts, known),
  };
}
