import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import {
  IDENTITY,
  type Mat3,
  multiply,
  rotationFromVector,
  transpose,
} from '../../src/geometry/rotation.ts';
import { scale } from '../../src/geometry/vector.ts';
import type { Placement } from '../../src/model/placement.ts';
import type { BodyPose } from '../../src/simulator/bodyPose.ts';
import { inertialSignals } from '../../src/simulator/inertialSignals.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';

/** Angle between two attitudes, degrees. */
export function degreesBetween(a: Mat3, b: Mat3): number {
  const e = multiply(transpose(a), b);
  const sine = Math.hypot(e[7] - e[5], e[2] - e[6], e[3] - e[1]) / 2;
  return Math.atan2(sine, (e[0] + e[4] + e[8] - 1) / 2) * DEG_PER_RAD;
}

/**
 * By how much the clean rate at the middle of each step, integrated from `fromS` to `toS`, misses
 * the attitude there, degrees: O6 of the movement oracles.
 */
export function integrationErrorDeg(
  poseAt: (timeS: number) => BodyPose,
  placement: Placement,
  [fromS, toS]: readonly [number, number],
  rateHz: number,
): number {
  const stencils = new StencilCache(poseAt);
  const mount = { positionM: [0, 0, 0] as const, rotation: IDENTITY };
  let attitude = poseAt(fromS)[placement].rotation;
  const steps = Math.round((toS - fromS) * rateHz);
  for (let i = 0; i < steps; i++) {
    const stencil = stencils.segmentAt(fromS + (i + 0.5) / rateHz, placement);
    const { angularRate } = inertialSignals(stencil, mount);
    attitude = multiply(attitude, rotationFromVector(scale(angularRate, 1 / rateHz)));
  }
  return degreesBetween(poseAt(fromS + steps / rateHz)[placement].rotation, attitude);
}
