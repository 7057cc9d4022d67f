import type { Headline } from '../../../../../../../src/model/movement.ts';
import type { ChartLine, ChartMean } from './chartLines.ts';

/** Room for the words of the axes, px. */
export const PLOT = { left: 42, right: 10, top: 8, bottom: 24 } as const;
export const PLOT_HEIGHT = 240;

export interface Span {
  readonly low: number;
  readonly high: number;
}

export interface Scales {
  readonly x: Span;
  readonly y: Span;
  readonly atX: (x: number) => number;
  readonly atY: (y: number) => number;
  /** Back from a pixel. */
  readonly fromX: (px: number) => number;
}

export function scalesOf(width: number, x: Span, y: Span): Scales {
  const across = width - PLOT.left - PLOT.right;
  const down = PLOT_HEIGHT - PLOT.top - PLOT.bottom;
  return {
    x,
    y,
    atX: (value) => PLOT.left + ((value - x.low) / (x.high - x.low)) * across,
    atY: (value) => PLOT.top + ((y.high - value) / (y.high - y.low)) * down,
    fromX: (px) => x.low + ((px - PLOT.left) / across) * (x.high - x.low),
  };
}

/** What shows all of the values with some room, and of the headline the edges that matter. */
export function valueSpan(
  lines: readonly ChartLine[],
  means: readonly ChartMean[],
  edges: Headline['bandEdges'] | null,
): Span {
  let low = edges === null ? Number.POSITIVE_INFINITY : 0;
  let high = edges === null ? Number.NEGATIVE_INFINITY : edges[1];
  const take = (value: number | null) => {
    if (value === null) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { ys } of lines) for (const value of ys) take(value);
  for (const { points } of means) {
    for (const point of points) {
      take(point && point.mean - (point.sd ?? 0));
      take(point && point.mean + (point.sd ?? 0));
    }
  }
  if (!(high > low))
    return { low: Number.isFinite(low) ? low - 1 : 0, high: Number.isFinite(high) ? high + 1 : 1 };
  const room = 0.06 * (high - low);
  return { low: low - room, high: high + room };
}

export function placeSpan(lines: readonly ChartLine[], means: readonly ChartMean[]): Span {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { xs } of lines) {
    low = Math.min(low, xs[0]);
    high = Math.max(high, xs[xs.length - 1]);
  }
  for (const { points } of means) {
    for (const point of points) {
      if (point === null) continue;
      low = Math.min(low, point.x);
      high = Math.max(high, point.x);
    }
  }
  return high > low ? { low, high } : { low: 0, high: 100 };
}
