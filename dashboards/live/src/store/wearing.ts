import type { LegSegment, Placement } from '../../../../src/model/placement.ts';
import { placementOf, SIDES } from '../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';
import { isArriving, type SensorCondition } from './sensorCondition.ts';

/** Which sensors something needs. */
export interface Need {
  readonly segments: readonly LegSegment[];
  readonly legs: 'one' | 'both';
}

const BOTH_JOINTS: readonly LegSegment[] = ['thigh', 'shank'];

/**
 * The placements that are needed, the left leg last. Of one leg it is the one that wears more
 * already, the right where they are alike. Without a `need`: thigh and shank of every leg that
 * wears any, of both legs while none does.
 */
export function neededPlacements(
  sensors: readonly Pick<SensorStatus, 'placement'>[],
  need: Need | null = null,
): Placement[] {
  const segments = need?.segments ?? BOTH_JOINTS;
  const legs = SIDES.map((side) => segments.map((segment) => placementOf(side, segment)));
  const wornOf = (leg: readonly Placement[]) =>
    leg.filter((place) => sensors.some(({ placement }) => placement === place)).length;
  if (need?.legs === 'both') return legs.flat();
  const fullestFirst = [...legs].sort((a, b) => wornOf(b) - wornOf(a));
  if (need?.legs === 'one') return fullestFirst[0] ?? [];
  const worn = legs.filter((leg) => wornOf(leg) > 0);
  return (worn.length > 0 ? worn : legs).flat();
}

/** The placements of free practice that are still without a sensor of which data arrives. */
export function missingPlacements<Sensor extends Pick<SensorStatus, 'placement'>>(
  sensors: readonly Sensor[],
  conditionOf: (sensor: Sensor) => SensorCondition,
): Placement[] {
  return neededPlacements(sensors).filter(
    (place) => !sensors.some((s) => s.placement === place && isArriving(conditionOf(s))),
  );
}
