import type { Landing } from '../../model/landing.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { LANDING } from '../schema/resultMeasurements.ts';
import type { SeriesWriter } from './seriesWriter.ts';

/** One line per leg at its first contact, with what both legs share repeated in each. */
export function landingLines(landing: Landing, writer: SeriesWriter<typeof LANDING>): string[] {
  return (landing.legs ?? []).flatMap((leg) => {
    const values: FieldValues<typeof LANDING> = {
      number: landing.number,
      duration_us: landing.endUs - leg.initialContactUs,
      counted: landing.counted,
      low_rate: landing.lowRate,
      confidence: landing.confidence,
      quality: leg.quality,
      flight_s: (landing.flight?.endUs - landing.flight?.startUs) / 1e6,
      jump_height_m: landing.flight?.jumpHeightM,
      contact_difference_ms: landing.contactDifferenceMs,
      headline_at_contact: leg.headlineAtContact,
      headline_peak: leg.headlinePeak,
      headline_excursion: leg.headlineExcursion,
      band: leg.band,
      knee_valgus_peak_deg: leg.kneeValgus?.peak,
      knee_valgus_excursion_deg: leg.kneeValgus?.excursion,
      flexion_at_contact_deg: leg.flexionAtContactDeg,
      peak_flexion_deg: leg.peakFlexionDeg,
      peak_shank_g: leg.peakShankG,
    };
    return writer.line({ side: leg.side }, leg.initialContactUs, values);
  });
}
