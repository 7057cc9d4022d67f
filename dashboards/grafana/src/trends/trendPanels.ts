import type { Override } from '../format/panel.ts';
import type { Loose } from '../panels/grid.ts';
import { stat, timeSeries } from '../panels/panels.ts';
import { COLOURS } from '../parts/colours.ts';
import { CHANGE_WORDS, NOTICE } from '../parts/words.ts';
import { SHOWN, select } from '../query/select.ts';
import { COUNTED, DAY, NEVER_BREAK, rep, TRENDS, type Trend } from './trend.ts';

const THIN_BAND: Override = {
  matcher: { id: 'byFrameRefID', options: 'B' },
  properties: [
    { id: 'custom.lineWidth', value: 1 },
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } },
    { id: 'custom.showPoints', value: 'never' },
  ],
};

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

export function trendPanels(trend: Trend): Loose[] {
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

export const DIFFERENCES: Loose[] = TRENDS.map((trend) =>
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
