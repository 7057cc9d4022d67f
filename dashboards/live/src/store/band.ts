import type { Headline } from '../../../../src/model/movement.ts';

/** 0 `in line`, 1 `slightly in`, 2 `in`, 3 `far in`. */
export type BandIndex = 0 | 1 | 2 | 3;

/** How far below a band's lower edge a value must fall to leave it ([thresholds] hysteresis). */
export const BAND_HYSTERESIS: Readonly<Record<Headline['unit'], number>> = { cm: 0.4, deg: 1 };

/**
 * The band of `value` (headline's unit, + medial). An edge is entered as soon as it is
 * reached and left only `hysteresis` below it, so noise on an edge does not flicker.
 */
export function nextBand(
  value: number,
  edges: Headline['bandEdges'],
  hysteresis: number,
  previous: BandIndex | null,
): BandIndex {
  const held = previous ?? 0;
  const reached = (edge: number, band: number) =>
    value >= (held >= band ? edge - hysteresis : edge);
  if (reached(edges[2], 3)) return 3;
  if (reached(edges[1], 2)) return 2;
  if (reached(edges[0], 1)) return 1;
  return 0;
}

/** Which way the knee is off the line, once it is off by at least the first band edge. */
export function deviationDirection(
  value: number,
  band: BandIndex,
  edges: Headline['bandEdges'],
): 'in' | 'out' | 'none' {
  if (band > 0) return 'in';
  return value <= -edges[0] ? 'out' : 'none';
}
