import type { Side } from '../../../model/placement.ts';
import { curvesOf, PANELS } from './panels.ts';

type Mosaic =
  | string
  | {
      readonly direction: 'row' | 'column';
      readonly first: Mosaic;
      readonly second: Mosaic;
      readonly splitPercentage: number;
    };

/** A layout to import into Foxglove or Lichtblick: the plots in two columns, events beside them. */
export function foxgloveLayout(sides: readonly Side[]): string {
  const plots = PANELS.map((panel, i) => ({
    id: `Plot!plumbline${i}`,
    config: {
      foxglovePanelTitle: panel.title,
      paths: curvesOf(panel, sides).map(({ field, colour }) => ({
        value: `/body.${field}`,
        label: field,
        color: colour,
        enabled: true,
        timestampMethod: 'receiveTime',
      })),
      isSynced: true,
      xAxisVal: 'timestamp',
      showXAxisLabels: true,
      showYAxisLabels: true,
      showLegend: true,
      legendDisplay: 'floating',
      showPlotValuesInLegend: true,
    },
  }));
  const events = { id: 'RawMessages!plumbline', config: { topicPath: '/events' } };
  const layout = {
    configById: Object.fromEntries([...plots, events].map(({ id, config }) => [id, config])),
    globalVariables: {},
    userNodes: {},
    playbackConfig: { speed: 1 },
    layout: beside(
      beside(
        stacked(plots.filter((_, i) => i % 2 === 0).map(({ id }) => id)),
        stacked(plots.filter((_, i) => i % 2 === 1).map(({ id }) => id)),
        50,
      ),
      events.id,
      80,
    ),
  };
  return `${JSON.stringify(layout, null, 2)}\n`;
}

function beside(first: Mosaic, second: Mosaic, splitPercentage: number): Mosaic {
  return { direction: 'row', first, second, splitPercentage };
}

/** One above the other, all of the same height. */
function stacked([first, ...rest]: readonly string[]): Mosaic {
  if (rest.length === 0) return first;
  return {
    direction: 'column',
    first,
    second: stacked(rest),
    splitPercentage: 100 / (rest.length + 1),
  };
}
