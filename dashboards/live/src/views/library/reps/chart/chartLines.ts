import type { Side } from '../../../../../../../src/model/placement.ts';
import type { MeanPoint, PlacedCourse } from '../timeBase.ts';
import type { Scales } from './scales.ts';

/** One repetition of one leg. */
export interface ChartLine extends PlacedCourse {
  /** Of the repetition. */
  readonly cycle: number;
  readonly side: Side;
  /** Not counted: dashed. */
  readonly counted: boolean;
}

export interface ChartMean {
  readonly side: Side;
  /** Of the second of two that are compared. */
  readonly dashed: boolean;
  readonly points: readonly (MeanPoint | null)[];
}

/** A line with gaps where nothing is stated. */
export function linePath({ xs, ys }: PlacedCourse, { atX, atY }: Scales): string {
  let path = '';
  let down = false;
  for (let i = 0; i < xs.length; i++) {
    const y = ys[i];
    if (y !== null) path += `${down ? 'L' : 'M'}${px(atX(xs[i]))} ${px(atY(y))}`;
    down = y !== null;
  }
  return path;
}

export function meanPath(points: ChartMean['points'], { atX, atY }: Scales): string {
  let path = '';
  let down = false;
  for (const point of points) {
    if (point !== null) path += `${down ? 'L' : 'M'}${px(atX(point.x))} ${px(atY(point.mean))}`;
    down = point !== null;
  }
  return path;
}

/** The field of one standard deviation either way, in pieces between the gaps. */
export function spreadPath(points: ChartMean['points'], { atX, atY }: Scales): string {
  let path = '';
  let piece: { readonly x: number; readonly low: number; readonly high: number }[] = [];
  const close = () => {
    if (piece.length > 1) {
      const upper = piece.map(({ x, high }) => `${px(atX(x))} ${px(atY(high))}`);
      const lower = piece.map(({ x, low }) => `${px(atX(x))} ${px(atY(low))}`).reverse();
      path += `M${[...upper, ...lower].join('L')}Z`;
    }
    piece = [];
  };
  for (const point of points) {
    if (point === null || point.sd === null) close();
    else piece.push({ x: point.x, low: point.mean - point.sd, high: point.mean + point.sd });
  }
  close();
  return path;
}

function px(value: number): string {
  return value.toFixed(1);
}
