import { LEG_MEASURES, type LegMeasure } from '../../../model/bodyFrame.ts';
import type { Headline, Rep, RepLeg } from '../../../model/movement.ts';
import { field, secondsFrom, type TableField } from './column.ts';

/** A row of the table of reps: one leg in one rep. */
export interface RepRow {
  /** 1 for the first set of the recording. */
  readonly set: number;
  /** Number of the trial it began in, null where in none. */
  readonly trial: number | null;
  readonly rep: Rep;
  readonly leg: RepLeg;
  readonly startedUs: number;
}

/** The columns of the table of reps; the unit of the headline is in the names of its columns. */
export function repFields({ measure, unit }: Headline): TableField<RepRow>[] {
  return [
    field('set', '', 'set in the recording, from 1', 'integer', ({ set }) => set),
    field(
      'trial',
      '',
      'trial in the recording, from 1; blank outside',
      'integer',
      ({ trial }) => trial,
    ),
    field('rep', '', 'rep in its set, from 1', 'integer', ({ rep }) => rep.number),
    field('side', '', 'leg of this row: right or left', 'text', ({ leg }) => leg.side),
    time('start_time_s', 'when the rep began', ({ startUs }) => startUs),
    time('bottom_time_s', 'middle of the time around peak flexion', ({ bottomUs }) => bottomUs),
    time('end_time_s', 'when the rep ended', ({ endUs }) => endUs),
    field('eccentric_s', 's', 'duration of the way down', 'number', ({ rep }) => rep.eccentricS),
    field('hold_s', 's', 'duration at the bottom', 'number', ({ rep }) => rep.holdS),
    field('concentric_s', 's', 'duration of the way up', 'number', ({ rep }) => rep.concentricS),
    field(
      'peak_flexion_deg',
      'deg',
      'largest knee flexion, + flexion',
      'number',
      ({ leg }) => leg.peakFlexionDeg,
    ),
    field('headline', '', 'what the band is about, as in the columns of body.csv', 'text', () =>
      nameOf(measure),
    ),
    field(
      `headline_at_peak_flexion_${unit}`,
      unit,
      'headline at peak flexion, + knee medial; blank where it cannot be stated',
      'number',
      ({ leg }) => leg.headlineAtPeakFlexion,
    ),
    field(
      `headline_peak_${unit}`,
      unit,
      'largest headline in the rep, + knee medial',
      'number',
      ({ leg }) => leg.headlinePeak,
    ),
    field('band', '', 'band of the headline at peak flexion', 'text', ({ leg }) => leg.band),
    field(
      'knee_valgus_at_peak_flexion_deg',
      'deg',
      'knee abduction of the joint coordinate system at peak flexion, + valgus',
      'number',
      ({ leg }) => leg.kneeValgusAtPeakFlexionDeg,
    ),
    field(
      'fppa_at_60_deg',
      'deg',
      'frontal plane projection angle at 60 deg of flexion on the way down; blank outside its validity gate',
      'number',
      ({ leg }) => leg.fppaAt60Deg,
    ),
    field(
      'fppa_at_peak_flexion_deg',
      'deg',
      'frontal plane projection angle at peak flexion; blank outside its validity gate',
      'number',
      ({ leg }) => leg.fppaAtPeakFlexionDeg,
    ),
    field(
      'quality',
      '',
      'worst state of the data of this leg; ok where nothing is wrong',
      'text',
      (row) => row.leg.quality,
    ),
    field(
      'counted',
      '',
      'true where the data of every leg were ok, else no good rep',
      'boolean',
      (row) => row.rep.counted,
    ),
    field('cued', '', 'true where a cue sounded in the rep', 'boolean', ({ rep }) => rep.cued),
  ];
}

function time(name: string, meaning: string, timeUs: (rep: Rep) => number): TableField<RepRow> {
  return field(name, 's', meaning, 'number', ({ rep, startedUs }) =>
    secondsFrom(startedUs, timeUs(rep)),
  );
}

/** `knee_medial_deviation`: the column without its unit, for the headline may have another. */
function nameOf(measure: LegMeasure): string {
  const found = LEG_MEASURES.find(({ key }) => key === measure);
  return found ? found.column.slice(0, -`_${found.unit}`.length) : measure;
}
