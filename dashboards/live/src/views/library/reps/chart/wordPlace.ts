import type { ChartLine, ChartMean } from './chartLines.ts';
import type { Scales } from './scales.ts';

/** About as wide as a letter of a zone's word is, px. */
const LETTER = 7;
/** Above and below the base line of a word. */
const ABOVE = 13;
const BELOW = 5;
const MARGIN = 4;

interface Zone {
  readonly word: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface WordPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

type Point = readonly [x: number, y: number];

/** All that is drawn, px. */
export function drawnPoints(
  lines: readonly ChartLine[],
  means: readonly ChartMean[],
  { atX, atY }: Scales,
): Point[] {
  return [
    ...lines.flatMap(({ xs, ys }) =>
      ys.flatMap((y, i): Point[] => (y === null ? [] : [[atX(xs[i]), atY(y)]])),
    ),
    ...means.flatMap(({ points }) =>
      points.flatMap((point): Point[] => (point ? [[atX(point.x), atY(point.mean)]] : [])),
    ),
  ];
}

/** The corner of a zone where its word meets fewest lines; at the right on top where it is free. */
export function wordPlace(zone: Zone, drawn: readonly Point[]): WordPlace {
  const { word, left, right, top, bottom } = zone;
  const width = word.length * LETTER + MARGIN;
  const isHigh = bottom - top >= 2 * (ABOVE + BELOW);
  const ends = [
    { x: right - MARGIN, anchor: 'end', from: right - width, to: right },
    { x: left + MARGIN, anchor: 'start', from: left, to: left + width },
  ] as const;
  const heights = isHigh ? [top + ABOVE, bottom - BELOW] : [top + ABOVE];
  const places = heights.flatMap((y) =>
    ends.map(({ x, anchor, from, to }) => {
      const met = drawn.filter(
        ([px, py]) => px >= from && px <= to && py > y - ABOVE && py < y + BELOW,
      );
      return { x, y, anchor, met: met.length };
    }),
  );
  return places.reduce((best, each) => (each.met < best.met ? each : best));
}
