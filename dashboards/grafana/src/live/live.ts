import { CUE } from '../../../../src/influx/schema/cueMeasurement.ts';
import type { Loose } from '../panels/grid.ts';
import { table, timeSeries } from '../panels/panels.ts';
import { anglePanels } from '../parts/angles.ts';
import { CUES, FAULTS, HELD_BACK, MARKERS } from '../parts/annotations.ts';
import { BAND_COLUMN } from '../parts/bands.ts';
import { dashboard } from '../parts/dashboard.ts';
import { qualityPanel } from '../parts/qualityPanel.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE, NEWEST_SESSION_VARIABLE } from '../parts/variables.ts';
import { NOTICE } from '../parts/words.ts';
import { on } from '../query/names.ts';
import { EACH_POINT, SHOWN, select } from '../query/select.ts';
import { HEADLINE } from './headlinePanels.ts';
import { ALIVE } from './nowPanels.ts';
import { BODY_SHOWN, body, FINEST, OF_REP, rep } from './shown.ts';

const cue = on(CUE);

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
