import { column, IDENTITY } from '../../../src/geometry/rotation.ts';
import { add, norm, scale, subtract, type Vec3 } from '../../../src/geometry/vector.ts';
import { PLACEMENTS, type Side } from '../../../src/model/placement.ts';
import type { BodyPose } from '../../../src/simulator/bodyPose.ts';
import { inertialSignals } from '../../../src/simulator/inertialSignals.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';

const MOUNT = { positionM: [0.03, 0.2, 0.02] as const, rotation: IDENTITY };
/** Beyond the five points of a stencil, so that two of them share no instant. */
const APART_S = 1e-3;

/**
 * By how much the specific force of any segment changes from 0.5 ms before to 0.5 ms after any of
 * these instants, m/s²: where parts of a movement meet, a jump of the acceleration would show.
 */
export function largestJump(
  poseAt: (timeS: number) => BodyPose,
  timesS: readonly number[],
): number {
  const stencils = new StencilCache(poseAt);
  let largest = 0;
  for (const timeS of timesS) {
    for (const placement of PLACEMENTS) {
      const force = (t: number) =>
        inertialSignals(stencils.segmentAt(t, placement), MOUNT).specificForce;
      const jump = subtract(force(timeS + APART_S / 2), force(timeS - APART_S / 2));
      largest = Math.max(largest, norm(jump));
    }
  }
  return largest;
}

/** Largest and smallest size of the specific force of thighs and shanks, m/s². */
export function forceRange(
  poseAt: (timeS: number) => BodyPose,
  [fromS, toS]: readonly [number, number],
  stepS = 0.01,
): readonly [number, number] {
  const stencils = new StencilCache(poseAt);
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let t = fromS; t < toS; t += stepS) {
    for (const placement of PLACEMENTS) {
      if (placement.endsWith('foot')) continue;
      const size = norm(inertialSignals(stencils.segmentAt(t, placement), MOUNT).specificForce);
      least = Math.min(least, size);
      most = Math.max(most, size);
    }
  }
  return [least, most];
}

export function ankleOf(pose: BodyPose, side: Side): Vec3 {
  return pose[`${side}_shank`].origin;
}

export function hipOf(pose: BodyPose, thighLengthM: number, side: Side): Vec3 {
  const { origin, rotation } = pose[`${side}_thigh`];
  return add(origin, scale(column(rotation, 1), thighLengthM));
}

export function kneeOf(pose: BodyPose, side: Side): Vec3 {
  return pose[`${side}_thigh`].origin;
}

/** How far the knee end of the shank is from that of the thigh, metres: 0 in a leg that holds together. */
export function kneeGapM(pose: BodyPose, shankLengthM: number, side: Side): number {
  const { origin, rotation } = pose[`${side}_shank`];
  const top = add(origin, scale(column(rotation, 1), shankLengthM));
  return norm(subtract(top, kneeOf(pose, side)));
}

export function timesBetween(fromS: number, toS: number, stepS: number): number[] {
  return Array.from({ length: Math.floor((toS - fromS) / stepS) }, (_, i) => fromS + i * stepS);
}
