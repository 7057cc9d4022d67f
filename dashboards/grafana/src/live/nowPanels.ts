import type { Loose } from '../panels/grid.ts';
import { stat } from '../panels/panels.ts';
import { COLOURS } from '../parts/colours.ts';
import { select } from '../query/select.ts';
import { BODY_NOW, body, NOT_LIVE, OF_BODY, OF_REP, rep } from './shown.ts';

export const ALIVE: Loose[] = [
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
