import { RAD_PER_DEG } from '../geometry/angles.ts';
import {
  IDENTITY,
  type Mat3,
  multiply,
  rotationFromVector,
  rotationY,
} from '../geometry/rotation.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { PLACEMENTS, type Placement, SIDES, sideSign } from '../model/placement.ts';
import type { SensorMount } from './inertialSignals.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';

/** A strap that sits worse than this is put on again. */
const LARGEST_TILT_DEG = 25;

export function sensorMount(
  placement: Placement,
  person: Pick<Person, 'shankLengthM' | 'thighLengthM'>,
  mounting: 'random' | 'identity',
  seed: number,
): SensorMount {
  return {
    positionM: sensorPosition(placement, person),
    rotation: mounting === 'identity' ? IDENTITY : randomMounting(seed, placement),
  };
}

/** Where the skin under each sensor turns: on the long axis at the sensor's height. */
export function skinPivots(
  person: Pick<Person, 'shankLengthM' | 'thighLengthM'>,
): Record<Placement, Vec3> {
  const pivots: Partial<Record<Placement, Vec3>> = {};
  for (const placement of PLACEMENTS) {
    pivots[placement] = [0, sensorPosition(placement, person)[1], 0];
  }
  return pivots as Record<Placement, Vec3>;
}

/**
 * Metres from the segment's origin, segment axes: on the skin in front of and outside the
 * bone, the shank sensor at 70 % of the shank, the thigh sensor half way up.
 */
function sensorPosition(
  placement: Placement,
  person: Pick<Person, 'shankLengthM' | 'thighLengthM'>,
): Vec3 {
  if (placement === 'pelvis') return [-0.1, -0.02, 0];
  const right = SIDES.filter((side) => placement.startsWith(side)).map(sideSign)[0];
  if (placement.endsWith('shank')) return [0.03, 0.7 * person.shankLengthM, 0.02 * right];
  if (placement.endsWith('thigh')) return [0.06, 0.5 * person.thighLengthM, 0.04 * right];
  return [0.09, -0.02, 0];
}

/** Any heading about the long axis, then a tilt of it in any direction. */
function randomMounting(seed: number, placement: Placement): Mat3 {
  const random = new Random(seed, `mount ${placement}`);
  const heading = random.uniform(0, 2 * Math.PI);
  const tilt = random.uniform(0, LARGEST_TILT_DEG) * RAD_PER_DEG;
  const towards = random.uniform(0, 2 * Math.PI);
  return multiply(
    rotationFromVector([tilt * Math.cos(towards), 0, tilt * Math.sin(towards)]),
    rotationY(heading),
  );
}
