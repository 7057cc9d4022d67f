import { LEG_MEASURES } from '../../model/bodyFrame.ts';
import { REP_QUANTITIES, type RepQuantity } from '../../model/movement.ts';
import { SIDE_TAG } from './commonTags.ts';
import { float, integer, type Measurement, text, truth } from './measurement.ts';

const OF_METRIC = {
  atPeakFlexion: 'at peak flexion',
  peak: 'largest in the repetition',
  excursion: 'largest less that at the start, which no offset touches',
} as const;

export type RepFigure = keyof typeof OF_METRIC;
export const REP_FIGURES = Object.keys(OF_METRIC) as readonly RepFigure[];

const SUFFIX = {
  atPeakFlexion: 'at_peak_flexion',
  peak: 'peak',
  excursion: 'excursion',
} as const satisfies Readonly<Record<RepFigure, string>>;

/** Name of a figure of a quantity. */
export type RepColumn = `${string}_${(typeof SUFFIX)[RepFigure]}_${'deg' | 'm'}`;

/** `knee_valgus_at_peak_flexion_deg`: a figure of a quantity over a repetition. */
export function repColumn(quantity: RepQuantity, figure: RepFigure): RepColumn {
  const { column, unit } = describe(quantity);
  return `${column.slice(0, -unit.length - 1)}_${SUFFIX[figure]}_${unit}`;
}

function describe(quantity: RepQuantity) {
  const found = LEG_MEASURES.find(({ key }) => key === quantity);
  if (found === undefined) throw new TypeError(`${quantity} is no measure of a leg`);
  return found;
}

const METRICS = REP_QUANTITIES.flatMap((quantity) => {
  const { unit, meaning } = describe(quantity);
  const [what] = meaning.split(/[;,+]/, 1);
  return REP_FIGURES.map((figure) =>
    float(repColumn(quantity, figure), unit, `${what.trim()}, ${OF_METRIC[figure]}`),
  );
});

export const REP = {
  name: 'rep',
  line: 'one leg in one repetition, at its end',
  tags: [SIDE_TAG],
  fields: [
    integer('number', '1', 'in its set; the first is 1'),
    integer('start_us', 'µs', 'start since the Unix epoch, the left edge of an annotation'),
    integer('duration_us', 'µs', 'from start to end'),
    float('eccentric_s', 's', 'way down'),
    float('hold_s', 's', 'bottom'),
    float('concentric_s', 's', 'way up'),
    truth('counted', 'false when the data under it were not `ok`: no mean may have it'),
    truth('judged', 'false of the leg in the air, which moves too: no mean may have it'),
    truth('cued', 'a cue was given in it'),
    truth('asymmetric', 'the knees were 25° apart or more at the bottom'),
    float('confidence', '1', 'how sure it is that this was one repetition, 0 to 1'),
    text('quality', 'worst quality word'),
    float('peak_flexion_deg', 'deg', 'largest knee flexion'),
    float('headline_at_peak_flexion', 'cm or deg', 'headline measure of the task at peak flexion'),
    float('headline_peak', 'cm or deg', 'its largest value'),
    text('band', 'of the headline at peak flexion: `in line`, `slightly in`, `in`, `far in`'),
    text('depth', '`partial`, `half`, `near parallel`, `parallel`, `deep`'),
    float('thigh_tilt_deg', 'deg', 'thigh against vertical at the bottom, + forward'),
    float('shank_tilt_deg', 'deg', 'shank against vertical at the bottom, + forward'),
    float('smoothness', '1', 'log dimensionless jerk of knee flexion; nearer to zero is smoother'),
    float('fppa_at_60_deg', 'deg', 'projection angle at 60° on the way down'),
    ...METRICS,
  ],
} as const satisfies Measurement;
