import { HOLD, STRIDE } from '../../../../src/influx/schema/resultMeasurements.ts';
import type { Loose } from '../panels/grid.ts';
import { table, timeSeries } from '../panels/panels.ts';
import { on } from '../query/names.ts';
import { select } from '../query/select.ts';
import { COUNTED, chosenOf, DAY, NEVER_BREAK, rep } from './trend.ts';

const hold = on(HOLD);

const stride = on(STRIDE);

/** As `plumbline trend` counts them. */
const OK_HOLDS = [...chosenOf(hold), `${hold.field('quality')} = 'ok'`];
const OK_STRIDES = [...chosenOf(stride), `${stride.field('quality')} = 'ok'`];

export const OTHERS: Loose[] = [
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
          where: OK_HOLDS,
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
          where: OK_HOLDS,
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

function strideMeans(field: 'stride_s' | 'stance_pct') {
  return {
    query: select({
      columns: { mean: `mean(${stride.field(field)})` },
      from: stride.table,
      where: OK_STRIDES,
      groupBy: [DAY, stride.tag('side')],
      fill: 'none',
    }),
  };
}
