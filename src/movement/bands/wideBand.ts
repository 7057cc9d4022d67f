import type { Thresholds } from '../../model/thresholds.ts';

/** Words of the other side of the line, neutral first. */
export const WIDE_WORDS = ['in line', 'knees wide', 'knees far wide'] as const;
export type WideWord = (typeof WIDE_WORDS)[number];

/**
 * How far out the knee is by an angle of the frontal plane, degrees, + inward. An edge belongs to
 * the band outside it ([movement] §2.4, varus side).
 */
export function wideWord(angleDeg: number, { bands }: Thresholds): WideWord {
  const [wide, far] = bands.varusDeg.all;
  if (angleDeg > wide) return 'in line';
  return angleDeg > far ? 'knees wide' : 'knees far wide';
}
