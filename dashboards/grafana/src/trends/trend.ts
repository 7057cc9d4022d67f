import { REP } from '../../../../src/influx/schema/repMeasurement.ts';
import { defaultMdc95 } from '../../../../src/movement/detectableChange.ts';
import {
  REPEATED_QUANTITIES,
  type RepeatedMeasure,
} from '../../../../src/movement/repeatedMeasures.ts';
import type { TextVariable } from '../format/templating.ts';
import { numberVariable } from '../parts/variables.ts';
import { type KnownField, on } from '../query/names.ts';
import { SHOWN } from '../query/select.ts';

export const rep = on(REP);

const FILTERS = ['hub', 'subject', 'task', 'derived', 'simulated'] as const;

type Chooses = { chosen: (tag: (typeof FILTERS)[number]) => string };

export const chosenOf = (names: Chooses) => [...FILTERS.map((tag) => names.chosen(tag)), SHOWN];

/** The leg in the air moves too, and is in no mean. */
export const COUNTED = [
  ...chosenOf(rep),
  `${rep.field('counted')} = true`,
  `${rep.field('judged')} = true`,
];

export const DAY = 'time(1d)';

/** Sessions are days apart and belong together all the same. */
export const NEVER_BREAK = { breakAfterMs: false } as const;

/** Where nobody has stated one: the server makes a quotient of it 0, which has a word of its own. */
const UNKNOWN_MDC = 0;

type RepField = KnownField<typeof REP>;

export interface Trend {
  readonly measure: RepeatedMeasure;
  readonly title: string;
  readonly column: RepField;
  readonly unit: 'degree' | 'lengthcm';
  readonly scale: string;
  readonly sign: string;
  readonly variable: TextVariable;
}

const COLUMNS: Readonly<Record<RepeatedMeasure, RepField>> = {
  kneeFlexionDeg: 'peak_flexion_deg',
  kneeValgusDeg: 'knee_valgus_at_peak_flexion_deg',
  fppaDeg: 'fppa_at_peak_flexion_deg',
  kneeMedialDeviationM: 'knee_medial_deviation_at_peak_flexion_m',
  kneeOverToeDeg: 'knee_over_toe_at_peak_flexion_deg',
  footRollDeg: 'foot_roll_at_peak_flexion_deg',
};

const SIGNS: Readonly<Record<RepeatedMeasure, string>> = {
  kneeFlexionDeg: '+ is flexion',
  kneeValgusDeg: '+ is valgus',
  fppaDeg: '+ is the knee medial of the line from hip to ankle',
  kneeMedialDeviationM: '+ is medial',
  kneeOverToeDeg: '+ is medial',
  footRollDeg: '+ rolls in; needs a foot sensor',
};

export const TRENDS: readonly Trend[] = REPEATED_QUANTITIES.map(({ measure, unit, words }) => {
  const known = defaultMdc95(measure, 'newMounting');
  const name = `mdc_${measure}`;
  return {
    measure,
    title: words[0].toUpperCase() + words.slice(1),
    column: COLUMNS[measure],
    unit: unit === 'cm' ? 'lengthcm' : 'degree',
    scale: unit === 'cm' ? ' * 100' : '',
    sign: SIGNS[measure],
    variable: numberVariable(
      name,
      `Detectable change: ${words}, ${unit === 'cm' ? 'cm' : '°'}`,
      known === null
        ? 'No default is known: enter the figure of your own site (plumbline repeatability). As long as it is 0, no change is put into words.'
        : 'The default between two mountings; enter that of your own site (plumbline repeatability) where you have one.',
      known ?? UNKNOWN_MDC,
    ),
  };
});
