import type { LegSegment, Side } from '../../../model/placement.ts';

export interface SensorPlace {
  readonly segment: 'pelvis' | LegSegment;
  /** null for the pelvis, and where the name does not say. */
  readonly side: Side | null;
}

export const VALID_SENSOR_NAMES =
  'pelvis, or thigh, shank or foot, these optionally after left_, right_, l_ or r_';

const PLACES: ReadonlyMap<string, SensorPlace> = new Map([
  ['pelvis', { segment: 'pelvis', side: null }],
  ...(['thigh', 'shank', 'foot'] as const).flatMap((segment): [string, SensorPlace][] => [
    [segment, { segment, side: null }],
    [`left_${segment}`, { segment, side: 'left' }],
    [`l_${segment}`, { segment, side: 'left' }],
    [`right_${segment}`, { segment, side: 'right' }],
    [`r_${segment}`, { segment, side: 'right' }],
  ]),
]);

/** Where a sensor of this name is worn; null for a name that does not say. */
export function placeOfSensorName(name: string): SensorPlace | null {
  return PLACES.get(name) ?? null;
}

/** The first two names that mean the same place, such as `left_thigh` and `l_thigh`. */
export function twinsAmong(names: readonly string[]): readonly [string, string] | null {
  const nameOf = new Map<string, string>();
  for (const name of names) {
    const place = placeOfSensorName(name);
    if (place === null) continue;
    const key = `${place.side} ${place.segment}`;
    const twin = nameOf.get(key);
    if (twin !== undefined) return [twin, name];
    nameOf.set(key, name);
  }
  return null;
}
