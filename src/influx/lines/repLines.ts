import { REP_QUANTITIES, type Rep, type RepLeg } from '../../model/movement.ts';
import type { FieldValues } from '../schema/measurement.ts';
import { type REP, REP_FIGURES, type RepColumn, repColumn } from '../schema/repMeasurement.ts';
import type { SeriesWriter } from './seriesWriter.ts';

/** The columns of the metrics of a leg, found once. */
const METRICS = REP_QUANTITIES.flatMap((quantity) =>
  REP_FIGURES.map((figure) => ({ quantity, figure, column: repColumn(quantity, figure) })),
);

/** One line per leg at the end of the rep, with what both legs share repeated in each. */
export function repLines(rep: Rep, writer: SeriesWriter<typeof REP>): string[] {
  return (rep.legs ?? []).flatMap((leg) =>
    writer.line({ side: leg.side }, rep.endUs, { ...valuesOf(rep, leg), ...metricsOf(leg) }),
  );
}

function valuesOf(rep: Rep, leg: RepLeg): FieldValues<typeof REP> {
  return {
    number: rep.number,
    start_us: rep.startUs,
    duration_us: rep.endUs - rep.startUs,
    eccentric_s: rep.eccentricS,
    hold_s: rep.holdS,
    concentric_s: rep.concentricS,
    counted: rep.counted,
    // Recordings of earlier versions do not say which leg it was.
    judged: (rep.stance ?? leg.side) === leg.side,
    cued: rep.cued,
    asymmetric: rep.asymmetric,
    confidence: rep.confidence,
    quality: leg.quality,
    peak_flexion_deg: leg.peakFlexionDeg,
    headline_at_peak_flexion: leg.headlineAtPeakFlexion,
    headline_peak: leg.headlinePeak,
    band: leg.band,
    depth: leg.depthClass,
    thigh_tilt_deg: leg.thighTiltDeg,
    shank_tilt_deg: leg.shankTiltDeg,
    smoothness: leg.smoothness,
    fppa_at_60_deg: leg.fppaAt60Deg,
    // Reps from before there were metrics state these two alone.
    knee_valgus_at_peak_flexion_deg: leg.kneeValgusAtPeakFlexionDeg,
    fppa_at_peak_flexion_deg: leg.fppaAtPeakFlexionDeg,
  };
}

function metricsOf({ metrics }: RepLeg): Record<RepColumn, number> {
  const values: Record<RepColumn, number> = {};
  for (const { quantity, figure, column } of METRICS) {
    const value = metrics?.[quantity]?.[figure];
    if (typeof value === 'number') values[column] = value;
  }
  return values;
}
