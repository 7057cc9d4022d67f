import { DEG_PER_RAD, wrapAngle } from '../../src/geometry/angles.ts';
import { type Quat, quatConjugate, quatMultiply } from '../../src/geometry/quaternion.ts';

/** How far an attitude is from the truth, degrees; never negative but for the heading. */
export interface AttitudeError {
  readonly totalDeg: number;
  /** Turn about the vertical of the two, signed. */
  readonly headingDeg: number;
  readonly inclinationDeg: number;
}

/**
 * Error of an estimated sensor-to-earth attitude, split as Laidig et al. (2021) do for the BROAD
 * recordings: e = estimate · conj(truth), earth axes with z up.
 */
export function attitudeError(estimate: Quat, truth: Quat): AttitudeError {
  const [w, x, y, z] = quatMultiply(estimate, quatConjugate(truth));
  // Arctangents keep small angles that an arccosine would round away.
  return {
    totalDeg: 2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w)) * DEG_PER_RAD,
    headingDeg: wrapAngle(2 * Math.atan2(z, w)) * DEG_PER_RAD,
    inclinationDeg: 2 * Math.atan2(Math.hypot(x, y), Math.hypot(w, z)) * DEG_PER_RAD,
  };
}
