import { type Placement, placementOf, SIDES } from '../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';

/**
 * The placements still without a streaming sensor: thigh and shank of every leg that wears
 * any, of both legs while none does.
 */
export function missingPlacements(
  sensors: readonly Pick<SensorStatus, 'placement' | 'link'>[],
): Placement[] {
  const pairs = SIDES.map((side) => [placementOf(side, 'thigh'), placementOf(side, 'shank')]);
  const isWorn = (placement: Placement) => sensors.some((s) => s.placement === placement);
  const worn = pairs.filter((pair) => pair.some(isWorn));
  return (worn.length > 0 ? worn : pairs)
    .flat()
    .filter((place) => !sensors.some((s) => s.placement === place && s.link === 'streaming'));
}
