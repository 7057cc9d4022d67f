import type { Hold } from '../../model/hold.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { HOLD } from '../schema/resultMeasurements.ts';
import type { SeriesWriter } from './seriesWriter.ts';

/** One line at the end of the hold. */
export function holdLines(hold: Hold, writer: SeriesWriter<typeof HOLD>): string[] {
  const values: FieldValues<typeof HOLD> = {
    number: hold.number,
    hold_s: hold.holdS,
    ended_by: hold.endedBy,
    touch_downs: hold.touchDowns,
    shank_lean_rms_deg: hold.shankLeanRmsDeg,
    shank_tilt_rms_deg: hold.shankTiltRmsDeg,
    ellipse_deg2: hold.ellipseDeg2,
    in_zone_pct: hold.inZonePct,
    mean_knee_valgus_deg: hold.meanKneeValgusDeg,
    foot_roll_rms_deg: hold.footRollRmsDeg,
    peak_shank_tilt_deg: hold.peakShankTiltDeg,
    heel_down: hold.heelDown,
    confidence: hold.confidence,
    quality: hold.quality,
  };
  return writer.line({ kind: hold.kind, side: hold.side }, hold.endUs, values);
}
