/** Words of the other side of the line, where a value is neither in line nor in. */
export const WIDE_WORDS = ['knees wide', 'far wide'] as const;
export type WideWord = (typeof WIDE_WORDS)[number];

/** Where each of the words begins, outward and so negative, in the unit of the value. */
export type WideEdges = readonly [wide: number, far: number];

/**
 * How far out a knee is, + inward. An edge belongs to the band outside it ([movement] §2.4, varus
 * side).
 * @returns null where it is not
 */
export function wideWord(value: number, [wide, far]: WideEdges): WideWord | null {
  if (!(value <= wide)) return null;
  return value <= far ? 'far wide' : 'knees wide';
}
