import type { Calibration, LegCalibration } from '../../model/calibration.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { SESSION } from '../schema/sessionMeasurement.ts';
import type { SeriesWriter } from './seriesWriter.ts';

type Values = Partial<FieldValues<typeof SESSION>>;

/** Measurement `session`, tag `event=calibration`: its verdict, and what each leg is worth. */
export function calibrationLines(
  calibration: Calibration,
  writer: SeriesWriter<typeof SESSION>,
): string[] {
  const values: Values = {
    calibration_id: calibration.id,
    verdict: calibration.verdict,
    reasons: calibration.reasons?.join(' '),
    standing_s: calibration.standingS,
    movement_s: calibration.movementS,
  };
  const legs = (calibration.legs ?? []).map(legValues);
  return writer.line(
    { event: 'calibration' },
    calibration.timeUs,
    Object.assign(values, ...legs) as Values,
  );
}

function legValues(leg: LegCalibration): Values {
  const { side } = leg;
  return {
    [`${side}_axis_sd_deg` as const]: leg.axisSdDeg,
    [`${side}_axis_share` as const]: leg.axisShare,
    [`${side}_relative_heading_sd_deg` as const]: (leg.relativeHeadingSdRad * 180) / Math.PI,
    [`${side}_heading_consistency` as const]: leg.headingConsistency,
    [`${side}_flexion_range_deg` as const]: leg.flexionRangeDeg,
    [`${side}_refinement` as const]: leg.refinement,
  };
}
