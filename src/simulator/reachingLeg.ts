import { DEG_PER_RAD, RAD_PER_DEG } from '../geometry/angles.ts';
import { apply, applyTransposed, multiply, rotationY, rotationZ } from '../geometry/rotation.ts';
import { subtract, type Vec3 } from '../geometry/vector.ts';
import { type Side, sideSign } from '../model/placement.ts';
import { type ProjectedPosture, UPRIGHT } from './legPosture.ts';
import type { Person } from './person.ts';

/** From the ankle to the ball of the foot, as a share of the height. */
const BALL_AHEAD_SHARE = 0.08;

/**
 * A leg whose foot and hip are given: both bones in one plane through them, the knee in front. The
 * inverse of `legReach` for legs without an angle in the frontal plane; smooth short of a straight leg.
 * @param reach from the ankle to the hip, metres in the world
 * @throws RangeError where the leg is too short for that
 */
export function reachingLeg(
  reach: Vec3,
  headingRad: number,
  side: Side,
  { shankLengthM, thighLengthM }: Pick<Person, 'shankLengthM' | 'thighLengthM'>,
): ProjectedPosture {
  const [x, y, z] = applyTransposed(rotationY(headingRad), reach);
  const leanRad = Math.atan2(-sideSign(side) * z, y);
  const upM = Math.hypot(y, z);
  const cosine =
    (x * x + upM * upM - shankLengthM ** 2 - thighLengthM ** 2) / (2 * shankLengthM * thighLengthM);
  if (!(cosine <= 1)) {
    const longM = shankLengthM + thighLengthM;
    throw new RangeError(
      `the hip is ${Math.hypot(x, upM).toFixed(3)} m from the ankle; a leg of ${longM.toFixed(3)} m does not reach it`,
    );
  }
  const flexionRad = Math.acos(cosine);
  const shankRad =
    Math.atan2(x, upM) +
    Math.atan2(thighLengthM * Math.sin(flexionRad), shankLengthM + thighLengthM * cosine);
  return {
    ...UPRIGHT,
    shankTiltDeg: shankRad * DEG_PER_RAD,
    thighTiltDeg: (flexionRad - shankRad) * DEG_PER_RAD,
    shankLeanDeg: leanRad * DEG_PER_RAD,
    thighLeanDeg: -leanRad * DEG_PER_RAD,
  };
}

/**
 * How far the ankle comes from where it stands when the foot rolls over its ball, which stays, metres
 * in the world. `footPitchDeg` + toes up; a raised heel is negative.
 */
export function ankleOverToes(person: Person, headingRad: number, footPitchDeg: number): Vec3 {
  if (footPitchDeg === 0) return [0, 0, 0];
  const fromBall: Vec3 = [-BALL_AHEAD_SHARE * person.heightM, person.ankleHeightM, 0];
  const heading = rotationY(headingRad);
  const pitched = multiply(heading, rotationZ(footPitchDeg * RAD_PER_DEG));
  return subtract(apply(pitched, fromBall), apply(heading, fromBall));
}
