import { column, IDENTITY } from '../../../src/geometry/rotation.ts';
import { add, norm, scale, subtract, type Vec3 } from '../../../src/geometry/vector.ts';
import { PLACEMENTS, type Side } from '../../../src/model/placement.ts';
import type { BodyPose } from '../../../src/simulator/bodyPose.ts';
import { inertialSignals } from '../../../src/simulator/inertialSignals.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';

const MOUNT = { positionM: [0.03, 0.2, 0.02] as const, rotation: IDENTITY };
const SCAN_S = 5e-3;
/** Beyond the five points of a stencil, so that a jump lies between two of them as a whole. */
const NARROWEST_S = 1.25e-3;
const LOOKED_INTO = 30;

/**
 * The largest change of the specific force of any segment within 1.25 ms, m/s²: a jump of the
 * acceleration is as large in that as in any longer time, and a steady change is small.
 */
export function largestJump(
  poseAt: (timeS: number) => BodyPose,
  [fromS, toS]: readonly [number, number],
): number {
  const stencils = new StencilCache(poseAt);
  const forces = (t: number) =>
    PLACEMENTS.map((at) => inertialSignals(stencils.segmentAt(t, at), MOUNT).specificForce);
  const change = (a: readonly Vec3[], b: readonly Vec3[]) =>
    Math.max(...a.map((force, i) => norm(subtract(b[i], force))));
  let before = forces(fromS);
  const steps = timesBetween(fromS, toS, SCAN_S).map((t) => {
    const after = forces(t + SCAN_S);
    const changed = change(before, after);
    before = after;
    return { t, changed };
  });
  const largest = steps.sort((a, b) => b.changed - a.changed).slice(0, LOOKED_INTO);
  return Math.max(
    ...largest.flatMap(({ t }) =>
      timesBetween(t, t + SCAN_S - NARROWEST_S / 2, NARROWEST_S).map((at) =>
        change(forces(at), forces(at + NARROWEST_S)),
      ),
    ),
  );
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
