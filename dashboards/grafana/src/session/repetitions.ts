import { SIDES } from '../../../../src/model/placement.ts';
import type { Override } from '../format/panel.ts';
import type { Loose } from '../panels/grid.ts';
import { histogram, table, timeSeries } from '../panels/panels.ts';
import { BAND_COLUMN } from '../parts/bands.ts';
import { COLOURS } from '../parts/colours.ts';
import { EACH_POINT, select } from '../query/select.ts';
import { REP_SHOWN, rep } from './shown.ts';

/** The leg in the air moves too, and is in no mean. */
const COUNTED = `${rep.field('counted')} = true AND ${rep.field('judged')} = true`;

export const REPETITIONS: Loose[] = [
  timeSeries({
    title: 'Each repetition, right and left',
    description:
      'Headline at peak flexion of counted repetitions, in the unit of the task (cm or °); + is medial or valgus.',
    size: { w: 12, h: 8 },
    draw: 'bars',
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: rep.field('headline_at_peak_flexion') },
        from: rep.table,
        where: [...REP_SHOWN, COUNTED, rep.is('side', side)],
      }),
      alias: side,
    })),
    defaults: { decimals: 1 },
  }),
  timeSeries({
    title: 'Not counted',
    description:
      'Repetitions that are in no mean, because the data under them were not ok: their headline at peak flexion, as points.',
    size: { w: 12, h: 8 },
    draw: 'points',
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: rep.field('headline_at_peak_flexion') },
        from: rep.table,
        where: [...REP_SHOWN, `${rep.field('counted')} = false`, rep.is('side', side)],
      }),
      alias: `${side}, not counted`,
    })),
    defaults: { decimals: 1, noValue: 'all were counted' },
  }),
  timeSeries({
    title: 'Tempo',
    description: 'Way down, bottom and way up of each repetition, one upon the other.',
    size: { w: 12, h: 8 },
    draw: 'bars',
    stacked: true,
    interval: '1s',
    asked: [
      {
        query: select({
          columns: {
            'way down': `max(${rep.field('eccentric_s')})`,
            bottom: `max(${rep.field('hold_s')})`,
            'way up': `max(${rep.field('concentric_s')})`,
          },
          from: rep.table,
          where: REP_SHOWN,
          groupBy: [EACH_POINT],
          fill: 'none',
        }),
        alias: '$col',
      },
    ],
    defaults: { unit: 's', min: 0 },
    overrides: [
      colourOf('way down', COLOURS.blue),
      colourOf('bottom', COLOURS.yellow),
      colourOf('way up', COLOURS.sky),
    ],
  }),
  histogram({
    title: 'How the headline spreads',
    description:
      'Headline at peak flexion of counted repetitions, per leg, in the unit of the task; + is medial or valgus.',
    size: { w: 12, h: 8 },
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: rep.field('headline_at_peak_flexion') },
        from: rep.table,
        where: [...REP_SHOWN, COUNTED, rep.is('side', side)],
      }),
      alias: side,
    })),
  }),
  table({
    title: 'Table of repetitions',
    description:
      'Every repetition and leg. Headline in cm or ° by the task; + is medial or valgus. "counted" false is in no mean.',
    size: { w: 24, h: 10 },
    asked: [
      {
        query: select({
          columns: {
            leg: rep.tag('side'),
            number: rep.field('number'),
            counted: rep.field('counted'),
            band: rep.field('band'),
            headline: rep.field('headline_at_peak_flexion'),
            'headline peak': rep.field('headline_peak'),
            'peak flexion °': rep.field('peak_flexion_deg'),
            'from the front °': rep.field('fppa_at_peak_flexion_deg'),
            'valgus (joint) °': rep.field('knee_valgus_at_peak_flexion_deg'),
            'down s': rep.field('eccentric_s'),
            'bottom s': rep.field('hold_s'),
            'up s': rep.field('concentric_s'),
            depth: rep.field('depth'),
            cued: rep.field('cued'),
            quality: rep.field('quality'),
          },
          from: rep.table,
          where: REP_SHOWN,
        }),
      },
    ],
    defaults: { decimals: 1 },
    overrides: [BAND_COLUMN],
  }),
];

function colourOf(name: string, fixedColor: string): Override {
  return {
    matcher: { id: 'byName', options: name },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
  };
}
