/** 0 `in line`, 1 `slightly in`, 2 `in`, 3 `far in`. */
export type BandIndex = 0 | 1 | 2 | 3;

/**
 * The band of a value that is shown live. An edge is entered as soon as it is reached and left
 * only `hysteresis` below it, so that noise on an edge does not flicker ([movement] §2.4).
 * @param edges lower edges of bands 1 to 3, in the unit of the value
 * @param previous the band before; null where there was none
 */
export function nextBand(
  value: number,
  edges: readonly [number, number, number],
  hysteresis: number,
  previous: BandIndex | null,
): BandIndex {
  const held = previous ?? 0;
  const isIn = (edge: number, band: number): boolean =>
    value >= (held >= band ? edge - hysteresis : edge);
  if (isIn(edges[2], 3)) return 3;
  if (isIn(edges[1], 2)) return 2;
  return isIn(edges[0], 1) ? 1 : 0;
}
