import { BODY } from '../../../src/influx/schema/bodyMeasurement.ts';
import { CUE } from '../../../src/influx/schema/cueMeasurement.ts';
import { REP } from '../../../src/influx/schema/repMeasurement.ts';
import type { Loose } from './panels/grid.ts';
import { stat, table, timeSeries } from './panels/panels.ts';
import { anglePanels } from './parts/angles.ts';
import { CUES, FAULTS, HELD_BACK, MARKERS } from './parts/annotations.ts';
import { BAND_COLUMN } from './parts/bands.ts';
import { COLOURS } from './parts/colours.ts';
import { dashboard } from './parts/dashboard.ts';
import { BAND_LOOKS, HEADLINE_LOOKS, HEADLINE_WORDS, headlineAsked } from './parts/headline.ts';
import { qualityPanel } from './parts/qualityPanel.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE, NEWEST_SESSION_VARIABLE } from './parts/variables.ts';
import { NOTICE, QUALITY_WORDS } from './parts/words.ts';
import { on } from './query/names.ts';
import { EACH_POINT, SHOWN, select } from './query/select.ts';

const body = on(BODY);
const rep = on(REP);
const cue = on(CUE);

/** Whole windows of the display, and never finer than ten points per second. */
const FINEST = '100ms';
const NOW = 'time > now() - 5s';
const NOT_LIVE = 'NOT LIVE: nothing for 5 s';

const OF_BODY = [body.chosen('hub'), body.chosen('session')];
const OF_REP = [rep.chosen('hub'), rep.chosen('session')];
const BODY_SHOWN = [...OF_BODY, SHOWN];
const BODY_NOW = [...OF_BODY, NOW];

const ALIVE: Loose[] = [
  stat({
    title: 'Is it live?',
    description:
      'Whether a frame of the last 5 s is in the database, by the clock of the database. When it says NOT LIVE, all below is of the past.',
    size: { w: 6, h: 4 },
    background: true,
    asked: [
      {
        query: select({
          columns: { lines: `count(${body.field('latency_us')})` },
          from: body.table,
          where: BODY_NOW,
        }),
        alias: ' ',
      },
    ],
    defaults: {
      noValue: NOT_LIVE,
      thresholds: { mode: 'absolute', steps: [{ value: null, color: COLOURS.vermilion }] },
      mappings: [
        {
          type: 'range',
          options: { from: 1, to: null, result: { text: 'live', color: COLOURS.blue, index: 0 } },
        },
      ],
    },
  }),
  stat({
    title: 'Newest data',
    description: 'The instant of the newest frame of this session within a day.',
    size: { w: 6, h: 4 },
    fields: '/^Time$/',
    asked: [
      {
        query: select({
          columns: { newest: `last(${body.field('latency_us')})` },
          from: body.table,
          where: [...OF_BODY, 'time > now() - 1d'],
        }),
        alias: ' ',
      },
    ],
    defaults: { unit: 'dateTimeFromNow', noValue: 'nothing for a day' },
  }),
  stat({
    title: 'Repetition',
    description:
      'Number of the last repetition in its set, per leg; counting begins anew with a set.',
    size: { w: 6, h: 4 },
    asked: [
      {
        query: select({
          columns: { number: `last(${rep.field('number')})` },
          from: rep.table,
          where: [...OF_REP, 'time > now() - 1d'],
          groupBy: [rep.tag('side')],
        }),
      },
    ],
    defaults: { decimals: 0, noValue: 'none yet' },
  }),
  stat({
    title: 'Latency',
    description:
      'From the instant of a frame to the arrival of the packet that completed it, 95th percentile of the last 5 s. The way to this page comes on top.',
    size: { w: 6, h: 4 },
    asked: [
      {
        query: select({
          columns: { latency: `percentile(${body.field('latency_us')}, 95) / 1000` },
          from: body.table,
          where: BODY_NOW,
        }),
        alias: ' ',
      },
    ],
    defaults: { unit: 'ms', decimals: 0, noValue: NOT_LIVE },
  }),
];

const HEADLINE: Loose[] = [
  stat({
    title: 'Headline',
    description: `The measure of the task now, per leg; + is medial or valgus. Bands begin at ${HEADLINE_WORDS}. ${NOTICE}`,
    size: { w: 8, h: 6 },
    asked: headlineAsked('last', BODY_NOW, []),
    overrides: HEADLINE_LOOKS,
    defaults: { decimals: 1, noValue: NOT_LIVE },
  }),
  stat({
    title: 'Band',
    description:
      'The headline in words. Bands are training targets; the hub itself leaves a band a little later than it enters it.',
    size: { w: 8, h: 6 },
    background: true,
    asked: headlineAsked('last', BODY_NOW, []),
    overrides: BAND_LOOKS,
    defaults: { noValue: NOT_LIVE },
  }),
  stat({
    title: 'Quality now',
    description: 'The worst word of the last 5 s for what is seen from the front, per leg.',
    size: { w: 8, h: 6 },
    background: true,
    asked: [
      {
        query: select({
          columns: { quality: `max(${body.field('projection_quality')})` },
          from: body.table,
          where: BODY_NOW,
          groupBy: [body.tag('side')],
        }),
      },
    ],
    defaults: { mappings: QUALITY_WORDS, noValue: NOT_LIVE },
  }),
  timeSeries({
    title: 'Headline over time',
    description: `The measure of the task, per leg; + is medial or valgus. Dashed lines are the edges of its bands. ${NOTICE}`,
    size: { w: 24, h: 8 },
    interval: FINEST,
    asked: headlineAsked('mean', BODY_SHOWN, [EACH_POINT]),
    overrides: HEADLINE_LOOKS,
    defaults: { decimals: 1 },
    showThresholds: true,
  }),
];

const RECENT: Loose[] = [
  table({
    title: 'Last repetitions',
    description:
      'Of the time shown, newest first: both legs, the headline at peak flexion and its band.',
    size: { w: 12, h: 8 },
    asked: [
      {
        query: `${select({
          columns: {
            leg: rep.tag('side'),
            number: rep.field('number'),
            'peak flexion': rep.field('peak_flexion_deg'),
            headline: rep.field('headline_at_peak_flexion'),
            band: rep.field('band'),
            counted: rep.field('counted'),
          },
          from: rep.table,
          where: [...OF_REP, SHOWN],
        })} ORDER BY time DESC LIMIT 20`,
      },
    ],
    defaults: { decimals: 1 },
    overrides: [BAND_COLUMN],
  }),
  table({
    title: 'Last cues',
    description: 'What was said to the person in the time shown, newest first.',
    size: { w: 12, h: 8 },
    asked: [
      {
        query: `${select({
          columns: {
            leg: cue.tag('side'),
            words: cue.field('words'),
            value: cue.field('value'),
            threshold: cue.field('threshold'),
          },
          from: cue.table,
          where: [cue.chosen('hub'), cue.chosen('session'), cue.is('state', 'on'), SHOWN],
        })} ORDER BY time DESC LIMIT 20`,
      },
    ],
    defaults: { decimals: 1 },
  }),
];

/** What happens now, of the session that began last. */
export const LIVE = dashboard({
  uid: 'plumbline-live',
  title: 'Plumbline: live session',
  description: `The session that began last, as it comes. ${NOTICE} For cues look at the hub's own page: what stands here went through the database.`,
  from: 'now-1m',
  refresh: '5s',
  variables: [DATASOURCE_VARIABLE, HUB_VARIABLE, NEWEST_SESSION_VARIABLE],
  annotations: [CUES, HELD_BACK, MARKERS, FAULTS],
  sections: [
    { title: 'Now', panels: ALIVE },
    { title: 'Headline', panels: HEADLINE },
    { title: 'Angles', panels: anglePanels(BODY_SHOWN, FINEST) },
    {
      title: 'Quality and latency',
      panels: [
        qualityPanel(BODY_SHOWN, FINEST),
        timeSeries({
          title: 'Latency over time',
          description:
            'From the instant of a frame to the arrival of the packet that completed it: the longest of each moment.',
          size: { w: 24, h: 6 },
          interval: FINEST,
          asked: [
            {
              query: select({
                columns: { latency: `max(${body.field('latency_us')}) / 1000` },
                from: body.table,
                where: BODY_SHOWN,
                groupBy: [EACH_POINT, body.tag('side')],
                fill: 'none',
              }),
            },
          ],
          defaults: { unit: 'ms', min: 0 },
        }),
      ],
    },
    { title: 'What was counted and said', panels: RECENT },
  ],
});
