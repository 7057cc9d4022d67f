import { REP } from '../../../src/influx/schema/repMeasurement.ts';
import { HOLD, STRIDE } from '../../../src/influx/schema/resultMeasurements.ts';
import {
  defaultMdc95,
  REPEATED_QUANTITIES,
  type RepeatedMeasure,
} from '../../../src/movement/detectableChange.ts';
import type { Override } from './format/panel.ts';
import type { TextVariable } from './format/templating.ts';
import type { Loose } from './panels/grid.ts';
import { note, stat, table, timeSeries } from './panels/panels.ts';
import { COLOURS } from './parts/colours.ts';
import { dashboard } from './parts/dashboard.ts';
import {
  DATASOURCE_VARIABLE,
  DERIVED_VARIABLE,
  FIRST_SESSION_VARIABLE,
  HUB_VARIABLE,
  numberVariable,
  SIMULATED_VARIABLE,
  SUBJECT_VARIABLE,
  TASK_VARIABLE,
} from './parts/variables.ts';
import { CHANGE_WORDS, NOTICE } from './parts/words.ts';
import { type KnownField, on } from './query/names.ts';
import { SHOWN, select } from './query/select.ts';

const rep = on(REP);
const hold = on(HOLD);
const stride = on(STRIDE);

const FILTERS = ['hub', 'subject', 'task', 'derived', 'simulated'] as const;
type Chooses = { chosen: (tag: (typeof FILTERS)[number]) => string };
const chosenOf = (names: Chooses) => [...FILTERS.map((tag) => names.chosen(tag)), SHOWN];

const COUNTED = [...chosenOf(rep), `${rep.field('counted')} = true`];
const DAY = 'time(1d)';
/** Sessions are days apart and belong together all the same. */
const NEVER_BREAK = { breakAfterMs: false } as const;

/** Where nobody has stated one: the server makes a quotient of it 0, which has a word of its own. */
const UNKNOWN_MDC = 0;

const THIN_BAND: Override = {
  matcher: { id: 'byFrameRefID', options: 'B' },
  properties: [
    { id: 'custom.lineWidth', value: 1 },
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } },
    { id: 'custom.showPoints', value: 'never' },
  ],
};

type RepField = KnownField<typeof REP>;

interface Trend {
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

const TRENDS: readonly Trend[] = REPEATED_QUANTITIES.map(({ measure, unit, words }) => {
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

/** Mean of each session and leg at its day, in the unit that people see. */
function sessionMeans(trend: Trend, alias: string, where: readonly string[] = []): string {
  return select({
    columns: { [alias]: `mean(${rep.field(trend.column)})${trend.scale}` },
    from: rep.table,
    where: [...COUNTED, ...where],
    groupBy: [DAY, rep.tag('session'), rep.tag('side')],
    fill: 'none',
  });
}

const OF_FIRST = `${rep.tag('session')} =~ /^$first$/`;

function trendPanels(trend: Trend): Loose[] {
  const mdc = `$${trend.variable.name}`;
  return [
    timeSeries({
      title: trend.title,
      description: `Mean of the counted repetitions of each session at peak flexion, per leg; ${trend.sign}. The thin lines are the mean of the session under "Compare with", more and less by the detectable change: a point between them may be chance. A point stands at midnight (UTC) before its session. ${NOTICE}`,
      size: { w: 16, h: 8 },
      ...NEVER_BREAK,
      asked: [
        {
          query: select({
            columns: { mean: '"mean"' },
            from: [sessionMeans(trend, 'mean')],
            where: [SHOWN],
            groupBy: [rep.tag('side')],
          }),
          alias: '$tag_side',
        },
        {
          query: select({
            columns: { less: `mean("first") - ${mdc}`, more: `mean("first") + ${mdc}` },
            from: [sessionMeans(trend, 'first', [OF_FIRST])],
            where: [SHOWN],
            groupBy: [DAY, rep.tag('side')],
            fill: 'previous',
          }),
          alias: '$tag_side, detectable change ($col)',
        },
      ],
      defaults: { unit: trend.unit, decimals: 1, custom: { showPoints: 'always' } },
      overrides: [THIN_BAND],
    }),
    stat({
      title: `${trend.title}: change since`,
      description: `The newest session less that under "Compare with", per leg, in words: more or less than the detectable change of ${mdc}, or within it. It says that something changed, not whether that is good.`,
      size: { w: 8, h: 8 },
      asked: [
        {
          query: select({
            columns: { change: `(last("newest") - last("first")) / ${mdc}` },
            from: [sessionMeans(trend, 'newest'), sessionMeans(trend, 'first', [OF_FIRST])],
            where: [SHOWN],
            groupBy: [rep.tag('side')],
          }),
        },
      ],
      defaults: { mappings: CHANGE_WORDS, noValue: 'no session to compare with' },
    }),
  ];
}

const DIFFERENCES: Loose[] = TRENDS.map((trend) =>
  timeSeries({
    title: `${trend.title}: right less left`,
    description: `Mean of a session's right leg less that of its left; above zero the right one has more. ${trend.sign}.`,
    size: { w: 8, h: 7 },
    ...NEVER_BREAK,
    asked: [
      {
        query: select({
          columns: { 'less left': 'last("right") - last("left")' },
          from: [
            sessionMeans(trend, 'right', [rep.is('side', 'right')]),
            sessionMeans(trend, 'left', [rep.is('side', 'left')]),
          ],
          where: [SHOWN],
          groupBy: [DAY],
          fill: 'none',
        }),
        alias: 'right less left',
      },
    ],
    defaults: { unit: trend.unit, decimals: 1, custom: { showPoints: 'always' } },
    overrides: [
      {
        matcher: { id: 'byName', options: 'right less left' },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: COLOURS.purple } }],
      },
    ],
  }),
);

const OTHERS: Loose[] = [
  timeSeries({
    title: 'Held for',
    description:
      'Longest time that a posture was held on each day, per leg; kinds of posture do not compare.',
    size: { w: 12, h: 8 },
    ...NEVER_BREAK,
    asked: [
      {
        query: select({
          columns: { held: `max(${hold.field('hold_s')})` },
          from: hold.table,
          where: chosenOf(hold),
          groupBy: [DAY, hold.tag('kind'), hold.tag('side')],
          fill: 'none',
        }),
        alias: '$tag_side, $tag_kind',
      },
    ],
    defaults: { unit: 's', decimals: 1, custom: { showPoints: 'always' } },
  }),
  timeSeries({
    title: 'Still while held',
    description:
      'Shank lean about its mean while a posture was held, mean of each day, per leg; less is stiller.',
    size: { w: 12, h: 8 },
    ...NEVER_BREAK,
    asked: [
      {
        query: select({
          columns: { lean: `mean(${hold.field('shank_lean_rms_deg')})` },
          from: hold.table,
          where: chosenOf(hold),
          groupBy: [DAY, hold.tag('kind'), hold.tag('side')],
          fill: 'none',
        }),
        alias: '$tag_side, $tag_kind',
      },
    ],
    defaults: { unit: 'degree', decimals: 2, custom: { showPoints: 'always' } },
  }),
  timeSeries({
    title: 'Stride',
    description: 'Length in time of a stride from contact to contact, mean of each day, per leg.',
    size: { w: 12, h: 8 },
    ...NEVER_BREAK,
    asked: [strideMeans('stride_s')],
    defaults: { unit: 's', decimals: 2, custom: { showPoints: 'always' } },
  }),
  timeSeries({
    title: 'Stance',
    description: 'Share of a stride on the floor, mean of each day, per leg.',
    size: { w: 12, h: 8 },
    ...NEVER_BREAK,
    asked: [strideMeans('stance_pct')],
    defaults: { unit: 'percent', decimals: 0, custom: { showPoints: 'always' } },
  }),
  table({
    title: 'Sessions behind the lines',
    description: 'Counted repetitions of each session, both legs together.',
    size: { w: 24, h: 8 },
    without: ['Time'],
    asked: [
      {
        query: select({
          columns: { 'counted repetitions, both legs': `count(${rep.field('number')})` },
          from: rep.table,
          where: COUNTED,
          groupBy: [rep.tag('session')],
        }),
      },
    ],
  }),
];

/** Years of one person. */
export const TRENDS_OF_SUBJECT = dashboard({
  uid: 'plumbline-trends',
  title: 'Plumbline: trends of a subject',
  description: `Means of sessions over months, against the change that can be told at all. ${NOTICE}`,
  from: 'now-6M',
  refresh: '',
  variables: [
    DATASOURCE_VARIABLE,
    HUB_VARIABLE,
    SUBJECT_VARIABLE,
    TASK_VARIABLE,
    SIMULATED_VARIABLE,
    DERIVED_VARIABLE,
    FIRST_SESSION_VARIABLE,
    ...TRENDS.map(({ variable }) => variable),
  ],
  annotations: [],
  sections: [
    {
      title: 'How to read this',
      panels: [
        note(
          'How to read this',
          `**${NOTICE}** A point is one session: the mean of its counted repetitions at peak flexion. A change counts as one when it is more than the detectable change; the defaults above are of two sessions with the sensors taken off in between, and a site that ran \`plumbline repeatability\` enters its own.`,
          { w: 24, h: 3 },
        ),
      ],
    },
    { title: 'Sessions', panels: TRENDS.flatMap(trendPanels) },
    { title: 'Right less left', panels: DIFFERENCES },
    { title: 'Postures, strides and what is behind it', panels: OTHERS },
  ],
});

function strideMeans(field: 'stride_s' | 'stance_pct') {
  return {
    query: select({
      columns: { mean: `mean(${stride.field(field)})` },
      from: stride.table,
      where: chosenOf(stride),
      groupBy: [DAY, stride.tag('side')],
      fill: 'none',
    }),
  };
}
