import { EXPORT_FORMATS } from '../../../src/exchange/export/formats.ts';
import { type AllRuns, rowNamed } from './lookup.ts';
import { markdownTable } from './markdown.ts';
import { figureText, targetText, verdictText } from './wording.ts';

type Line = readonly [truth: string, figure: string, live: string, offline: string | null];

const SQUATS = 'validate · opencap-mocap · squats1';
const LANDINGS = 'validate · fan-knee';
const RIG = 'validate · weygers-kok · all';
const TEN_MINUTES = 'validate · simulator · ten minutes';

const JOINT: readonly Line[] = [
  [
    'hand-moved rig, optical, eight trials, medians',
    'relative heading, mean error',
    `${RIG} · relative heading, mean error, median of trials`,
    `${RIG} · relative heading, mean error, offline, median of trials`,
  ],
  [
    '',
    'relative orientation, RMSE',
    `${RIG} · relative orientation RMSE, median of trials`,
    `${RIG} · relative orientation RMSE, offline, median of trials`,
  ],
  landing('drop landings, optical, one person', 'knee flexion, RMSE', 'flexion'),
  landing('', 'knee valgus', 'abduction'),
  landing('', 'knee internal rotation', 'rotation'),
  squat(
    'squats, optical motion under simulated sensors, one person, 20 mountings on either leg, calibrated on a standing and the first two squats, medians',
    'knee flexion',
  ),
  squat('', 'knee valgus'),
  squat('', 'knee valgus, change between reps'),
  squat('', 'knee internal rotation'),
  squat('', 'FPPA where valid'),
  squat('', 'knee medial deviation'),
  squat('', 'shank lean', false),
  squat('', 'ankle dorsiflexion', false),
  squat('', 'ankle eversion change', false),
  squat('', 'foot roll', false),
];

function landing(truth: string, figure: string, metric: string): Line {
  return [truth, figure, `${LANDINGS} · ${metric}`, `${LANDINGS} · ${metric}, offline`];
}

function squat(truth: string, metric: string, hasOffline = true): Line {
  const offline = hasOffline ? `${SQUATS} · ${metric}, offline, median` : null;
  return [truth, metric, `${SQUATS} · ${metric}, median`, offline];
}

const SIMULATED = [
  ['tilt of the segments’ long axes', 'tilt of the long axes RMSE'],
  ['inclination of the whole segment frame, error of its axes included', 'inclination RMSE'],
  ['knee flexion', 'knee flexion RMSE'],
  ['knee valgus', 'knee valgus RMSE'],
  ['FPPA where valid', 'valid FPPA RMSE'],
  ['noise in quiet standing', 'angle noise in quiet standing'],
] as const;

const LATE_MS = [10, 20, 40];
const KNEE = ['flexion', 'abduction', 'rotation'];

const TABLES = {
  'two sensors on one joint': (all: AllRuns): string =>
    markdownTable(
      ['truth', 'figure', 'live', 'offline', 'target, live', ''],
      JOINT.map(([truth, figure, live, offline]) => {
        const row = rowNamed(all, live);
        const after = offline === null ? '' : figureText(rowNamed(all, offline));
        return [truth, figure, figureText(row), after, targetText(row), verdictText([row.pass])];
      }),
    ),

  'simulated people': (all: AllRuns): string =>
    markdownTable(
      ['figure, RMSE', 'median', 'worst leg', 'target of the median', ''],
      SIMULATED.map(([figure, metric]) => {
        const median = rowNamed(all, `${TEN_MINUTES} · ${metric}, median`);
        const worst = rowNamed(all, `${TEN_MINUTES} · ${metric}, worst leg`);
        const verdict = verdictText([median.pass]);
        return [figure, figureText(median), figureText(worst), targetText(median), verdict];
      }),
    ),

  /** Flexion, valgus and rotation, as long as the shank's samples come late. */
  'shank out of step': (all: AllRuns): string => {
    const cell = (end: string): string =>
      KNEE.map((metric) => figureText(rowNamed(all, `${LANDINGS} · ${metric}${end}`))).join(' / ');
    return markdownTable(
      ['shank late by', 'left as it is', 'set right'],
      [
        ['0 ms', cell(''), '–'],
        ...LATE_MS.map((late) => [
          `${late} ms`,
          cell(`, shank ${late} ms late, left as it is`),
          cell(`, shank ${late} ms late, set right`),
        ]),
      ],
    );
  },

  /** What an hour of seven sensors costs in each format. */
  exports: (all: AllRuns): string =>
    markdownTable(
      ['format', 'time', 'memory', 'files'],
      EXPORT_FORMATS.map((format) => [
        `\`${format}\``,
        ...['time', 'memory', 'files'].map((what) =>
          figureText(rowNamed(all, `soak · exports · ${format}: ${what}`)),
        ),
      ]),
    ),
} as const;

export function isTopicTable(name: string): name is keyof typeof TABLES {
  return name in TABLES;
}

export function topicTable(name: keyof typeof TABLES, all: AllRuns): string {
  return TABLES[name](all);
}
