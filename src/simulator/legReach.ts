import { column } from '../geometry/rotation.ts';
import { add, scale, type Vec3 } from '../geometry/vector.ts';
import type { Side } from '../model/placement.ts';
import { type LegPosture, legRotations } from './legPosture.ts';
import type { Person } from './person.ts';

/** From the ankle to the hip of a leg whose plane has the given heading, metres in the world. */
export function legReach(
  posture: LegPosture,
  headingRad: number,
  side: Side,
  person: Pick<Person, 'shankLengthM' | 'thighLengthM'>,
): Vec3 {
  const { shank, thigh } = legRotations(posture, headingRad, side);
  return add(
    scale(column(shank, 1), person.shankLengthM),
    scale(column(thigh, 1), person.thighLengthM),
  );
}
