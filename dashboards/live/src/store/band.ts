import type { BandIndex } from '../../../../src/model/liveBand.ts';
import type { Headline } from '../../../../src/model/movement.ts';

export { type BandIndex, nextBand } from '../../../../src/model/liveBand.ts';

/** How far below a band's lower edge a value must fall to leave it ([thresholds] hysteresis). */
export const BAND_HYSTERESIS: Readonly<Record<Headline['unit'], number>> = { cm: 0.4, deg: 1 };

/** Which way the knee is off the line, once it is off by at least the first band edge. */
export function deviationDirection(
  value: number,
  band: BandIndex,
  edges: Headline['bandEdges'],
): 'in' | 'out' | 'none' {
  if (band > 0) return 'in';
  return value <= -edges[0] ? 'out' : 'none';
}
