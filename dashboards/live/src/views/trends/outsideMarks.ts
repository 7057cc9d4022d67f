import type { Side } from '../../../../../src/model/placement.ts';
import type { TrendOfSide } from '../../../../../src/stream/answers/trends.ts';
import type { Scale } from './chartScale.ts';

/** Legs of one session stand side by side, or one would hide the other. */
export const ASIDE_PX = { left: -4, right: 4 } as const;
/** Room that the word takes, at most. */
export const WORD_BOX_PX = { width: 50, height: 14 } as const;
/** From the middle of a mark to its word. */
const WORD_GAP_PX = 9;

/** The triangle of a session that is outside the band, and its word. */
export interface OutsideMarkAt {
  readonly session: string;
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly isAbove: boolean;
  /** null where there is no room for it beside another: the triangle says the same. */
  readonly word: OutsideWord | null;
}

export interface OutsideWord {
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

/** @param right as far as words may reach, px; null leaves them all out */
export function outsideMarks(
  sides: readonly TrendOfSide[],
  values: Scale,
  times: Scale,
  right: number | null,
): OutsideMarkAt[] {
  const marks: OutsideMarkAt[] = [];
  // The left leg stands on the left: its word goes there, and that of the right leg the other way if need be.
  for (const { side, points } of [...sides].sort((a, b) => ASIDE_PX[a.side] - ASIDE_PX[b.side])) {
    for (const { session, startedUs, mean, sd, isOutside, change } of points) {
      if (isOutside !== true) continue;
      const x = times.at(startedUs) + ASIDE_PX[side];
      const isAbove = (change ?? 0) > 0;
      const end = values.at(mean + (isAbove ? 1 : -1) * (sd ?? 0));
      const y = isAbove
        ? Math.min(end, values.at(mean) - 8) - 3
        : Math.max(end, values.at(mean) + 8) + 3;
      const word = right === null ? null : freeWord(x, y, right, marks);
      marks.push({ session, side, x, y, isAbove, word });
    }
  }
  return marks;
}

function freeWord(
  x: number,
  y: number,
  right: number,
  placed: readonly OutsideMarkAt[],
): OutsideWord | null {
  const ways: readonly OutsideWord[] = [
    { x: x - WORD_GAP_PX, anchor: 'end' },
    { x: x + WORD_GAP_PX, anchor: 'start' },
  ];
  const isFree = (way: OutsideWord) =>
    leftOf(way) + WORD_BOX_PX.width <= right &&
    placed.every(
      ({ word, y: at }) =>
        word === null ||
        Math.abs(at - y) >= WORD_BOX_PX.height ||
        Math.abs(leftOf(word) - leftOf(way)) >= WORD_BOX_PX.width,
    );
  return ways.find(isFree) ?? null;
}

function leftOf({ x, anchor }: OutsideWord): number {
  return anchor === 'end' ? x - WORD_BOX_PX.width : x;
}
