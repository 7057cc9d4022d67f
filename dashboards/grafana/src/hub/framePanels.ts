import type { Override } from '../format/panel.ts';
import type { Loose } from '../panels/grid.ts';
import { timeSeries } from '../panels/panels.ts';
import { COLOURS } from '../parts/colours.ts';
import { EACH_POINT, SHOWN, select } from '../query/select.ts';
import { BREAK_AFTER_MS, body, FINEST, SHOWN_OF_SESSION, session } from './shown.ts';

const SIZE = { w: 12, h: 7 } as const;

const SHOWN_OF_BODY = [body.chosen('hub'), SHOWN];

const PERCENTILES = [
  { percent: 50, color: COLOURS.blue },
  { percent: 95, color: COLOURS.orange },
  { percent: 99, color: COLOURS.vermilion },
] as const;

export const FRAMES: Loose[] = [
  timeSeries({
    title: 'Latency of frames',
    description:
      'From the instant of a frame to the arrival of the packet that completed it: half of the frames, 95 % and 99 % of them were faster. Where lines are fewer than frames, each is the longest of its window.',
    size: SIZE,
    interval: FINEST,
    breakAfterMs: BREAK_AFTER_MS,
    asked: PERCENTILES.map(({ percent }) => ({
      query: select({
        columns: { latency: `percentile(${body.field('latency_us')}, ${percent}) / 1000` },
        from: body.table,
        where: SHOWN_OF_BODY,
        groupBy: [EACH_POINT, body.tag('hub')],
        fill: 'none',
      }),
      alias: `$tag_hub p${percent}`,
    })),
    defaults: { unit: 'ms', min: 0, decimals: 0 },
    overrides: PERCENTILES.map(
      ({ percent, color }): Override => ({
        matcher: { id: 'byRegexp', options: `/ p${percent}$/` },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
      }),
    ),
  }),
  timeSeries({
    title: 'Lines per second, had and told',
    description:
      'Lines of body that are in the database, per leg and second, against the rate that sessions said they would write. Less than told for longer than the upload lags is data missing.',
    size: SIZE,
    interval: FINEST,
    breakAfterMs: BREAK_AFTER_MS,
    asked: [
      {
        query: select({
          columns: { had: `count(${body.field('latency_us')}) * 1000 / $__interval_ms` },
          from: body.table,
          where: SHOWN_OF_BODY,
          groupBy: [EACH_POINT, body.tag('hub'), body.tag('side')],
          fill: 'none',
        }),
        alias: '$tag_hub $tag_side',
      },
      {
        query: select({
          columns: { told: session.field('body_rate_hz') },
          from: session.table,
          where: [session.is('event', 'start'), ...SHOWN_OF_SESSION],
          groupBy: [session.tag('hub')],
        }),
        alias: '$tag_hub, told',
      },
    ],
    defaults: { unit: 'hertz', min: 0 },
    overrides: [
      {
        matcher: { id: 'byFrameRefID', options: 'B' },
        properties: [
          { id: 'custom.drawStyle', value: 'points' },
          { id: 'custom.pointSize', value: 9 },
          { id: 'color', value: { mode: 'fixed', fixedColor: COLOURS.green } },
        ],
      },
    ],
  }),
];
