import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import type { Reading } from './reading.ts';

/** How much further in the other leg must be before the gauge turns to it, in the headline's unit. */
const TURN_BY: Readonly<Record<Headline['unit'], number>> = { cm: 0.8, deg: 2 };

/**
 * The leg whose knee is further in. A leg that cannot be told comes first: what is not known shall not
 * hide behind a leg that is in line.
 * @param before the one shown so far, which stays while the other is hardly worse
 */
export function worseLeg(
  readings: readonly (readonly [Side, Reading])[],
  before: Side | null,
  unit: Headline['unit'],
): Side | null {
  const doubtful = readings.filter(([, { state }]) => state !== 'ok');
  const candidates = doubtful.length > 0 ? doubtful : readings;
  const stays = candidates.find(([side]) => side === before);
  if (stays && doubtful.length > 0) return stays[0];
  let worst = stays ?? candidates[0];
  for (const candidate of candidates) {
    if (worst && candidate[1].value > worst[1].value + TURN_BY[unit]) worst = candidate;
  }
  return worst?.[0] ?? null;
}
