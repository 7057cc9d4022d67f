import { csvCell } from '../exchange/export/csv/csvCell.ts';
import type { TrendAnswer } from '../trend/askTrends.ts';

const HEADER = [
  'metric',
  'unit',
  'task',
  'side',
  'session',
  'started',
  'n',
  'mean',
  'sd',
  'change',
  'detectable_change',
  'outside',
  'simulated',
];

/** One row per session and leg; what cannot be told is an empty cell. */
export function trendCsv({ trends }: Pick<TrendAnswer, 'trends'>): string {
  const rows = trends.flatMap(({ metric, unit, task, sides }) =>
    sides.flatMap(({ side, points, band }) =>
      points.map((point) => [
        metric,
        unit,
        task,
        side,
        point.session,
        new Date(point.startedUs / 1000).toISOString(),
        point.n,
        point.mean,
        point.sd,
        point.change,
        band?.mdc95 ?? null,
        point.isOutside,
        point.simulated,
      ]),
    ),
  );
  return [HEADER, ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}
