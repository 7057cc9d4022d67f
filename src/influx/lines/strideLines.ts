import type { Stride } from '../../model/gait.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { STRIDE } from '../schema/resultMeasurements.ts';
import type { SeriesWriter } from './seriesWriter.ts';

/** One line at the first contact. */
export function strideLines(stride: Stride, writer: SeriesWriter<typeof STRIDE>): string[] {
  const values: FieldValues<typeof STRIDE> = {
    number: stride.number,
    stride_s: stride.strideS,
    stance_pct: stride.stancePct,
    loading_flexion_deg: stride.loadingFlexionDeg,
    swing_flexion_deg: stride.swingFlexionDeg,
    knee_valgus_peak_stance_deg: stride.valgusPeakStanceDeg,
    knee_valgus_range_stance_deg: stride.valgusRangeStanceDeg,
    shank_lean_mid_stance_deg: stride.shankLeanMidStanceDeg,
    quality: stride.quality,
    frontal_quality: stride.frontalQuality,
  };
  return writer.line({ side: stride.side }, stride.initialContactUs, values);
}
