import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { Cue, Rep } from '../../model/movement.ts';
import { type FieldValue, lineOf, presentLines, seriesOf } from './lineProtocol.ts';
import type { SeriesTags } from './seriesTags.ts';

/** Measurements `rep` and `cue`, and calibrations in `session`; other events give no line. */
export function eventLines(event: PipelineEvent, tags: SeriesTags): string[] {
  switch (event.type) {
    case 'rep':
      return repLines(event.rep, tags);
    case 'cueOn':
      return cueLines('on', event.timeUs, event.cue, tags, {
        decision_us: BigInt(event.decidedUs - event.timeUs),
      });
    case 'cueOff':
      return cueLines('off', event.timeUs, event.cue, tags, {});
    case 'cueSuppressed': {
      const series = seriesOf('cue', { ...tags, side: event.side, state: 'suppressed' });
      return presentLines([lineOf(series, { reason: event.reason }, event.timeUs)]);
    }
    case 'calibration':
      return calibrationLines(event.calibration, tags);
    default:
      return [];
  }
}

/** One line per leg at the end of the rep, with what both legs share repeated in each. */
function repLines(rep: Rep, tags: SeriesTags): string[] {
  const shared = {
    number: BigInt(rep.number),
    eccentric_s: rep.eccentricS,
    hold_s: rep.holdS,
    concentric_s: rep.concentricS,
    duration_us: BigInt(rep.endUs - rep.startUs),
    counted: rep.counted,
    cued: rep.cued,
  };
  return presentLines(
    rep.legs.map((leg) =>
      lineOf(
        seriesOf('rep', { ...tags, side: leg.side }),
        {
          ...shared,
          peak_flexion_deg: leg.peakFlexionDeg,
          headline_at_peak_flexion: leg.headlineAtPeakFlexion,
          headline_peak: leg.headlinePeak,
          band: leg.band,
          knee_valgus_at_peak_flexion_deg: leg.kneeValgusAtPeakFlexionDeg,
          fppa_at_60_deg: leg.fppaAt60Deg,
          fppa_at_peak_flexion_deg: leg.fppaAtPeakFlexionDeg,
          quality: leg.quality,
        },
        rep.endUs,
      ),
    ),
  );
}

function cueLines(
  state: 'on' | 'off',
  timeUs: number,
  cue: Cue,
  tags: SeriesTags,
  extra: Record<string, FieldValue>,
): string[] {
  const fields = {
    number: BigInt(cue.number),
    measure: cue.measure,
    value: cue.value,
    threshold: cue.threshold,
    intensity: cue.intensity,
    words: cue.words,
    ...extra,
  };
  return presentLines([
    lineOf(seriesOf('cue', { ...tags, side: cue.side, state }), fields, timeUs),
  ]);
}

function calibrationLines(calibration: Calibration, tags: SeriesTags): string[] {
  const fields: Record<string, FieldValue> = {
    calibration_id: calibration.id,
    verdict: calibration.verdict,
    reasons: calibration.reasons.join(' '),
    standing_s: calibration.standingS,
    movement_s: calibration.movementS,
  };
  for (const leg of calibration.legs) {
    fields[`${leg.side}_axis_sd_deg`] = leg.axisSdDeg;
    fields[`${leg.side}_axis_share`] = leg.axisShare;
    fields[`${leg.side}_relative_heading_sd_deg`] = (leg.relativeHeadingSdRad * 180) / Math.PI;
    fields[`${leg.side}_heading_consistency`] = leg.headingConsistency;
    fields[`${leg.side}_flexion_range_deg`] = leg.flexionRangeDeg;
    fields[`${leg.side}_refinement`] = leg.refinement;
  }
  const series = seriesOf('session', { ...tags, event: 'calibration' });
  return presentLines([lineOf(series, fields, calibration.timeUs)]);
}
