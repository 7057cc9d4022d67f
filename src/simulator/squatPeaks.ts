import { inView } from '../body/frontalMeasures.ts';
import { kneeAngles } from '../body/jointAngles.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../geometry/angles.ts';
import { applyTransposed } from '../geometry/rotation.ts';
import { normalize, type Vec3 } from '../geometry/vector.ts';
import { type Side, sideSign } from '../model/placement.ts';
import { type JointPosture, legRotations, type ProjectedPosture } from './legPosture.ts';
import type { KneeCoupling } from './person.ts';
import { SHANK_SHARE_OF_FPPA } from './postureMath.ts';

export interface SquatDepth {
  /** In the subject's sagittal plane at the peak, degrees. */
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
}

/** Heading of a leg's plane and toe line, rad about the world's Y, for a subject facing X. */
export function legHeadingRad(toeOutDeg: number, side: Side): number {
  return -sideSign(side) * toeOutDeg * RAD_PER_DEG;
}

/**
 * The peak of a squat that shows `fppaDeg` in the subject's frontal plane, the tilts of `depth`
 * in the sagittal one, and a knee that is a hinge there but for its coupled rotation: the thigh
 * and shank turn about their long axes until the joint is neither valgus nor varus. That is how
 * the same picture arises in people, and why projection and joint angle must not be mixed.
 */
export function projectedPeak(
  fppaDeg: number,
  depth: SquatDepth,
  toeOutDeg: number,
  coupling: KneeCoupling,
  side: Side,
): ProjectedPosture {
  const s = sideSign(side);
  const heading = legHeadingRad(toeOutDeg, side);
  const shankLean = SHANK_SHARE_OF_FPPA * fppaDeg;
  const shank = inView(axis(depth.shankTiltDeg, -s * shankLean), heading);
  const thigh = inView(axis(-depth.thighTiltDeg, s * (fppaDeg - shankLean)), heading);
  const untwisted: ProjectedPosture = {
    drive: 'projection',
    shankTiltDeg: Math.asin(shank[0]) * DEG_PER_RAD,
    thighTiltDeg: Math.asin(-thigh[0]) * DEG_PER_RAD,
    shankLeanDeg: Math.atan2(-s * shank[2], shank[1]) * DEG_PER_RAD,
    thighLeanDeg: Math.atan2(s * thigh[2], thigh[1]) * DEG_PER_RAD,
    shankAxialDeg: 0,
    thighAxialDeg: 0,
  };
  const shankInThigh = applyTransposed(legRotations(untwisted, 0, side).thigh, shank);
  const hinge = {
    ...untwisted,
    thighAxialDeg: s * Math.atan2(-shankInThigh[2], shankInThigh[0]) * DEG_PER_RAD,
  };
  const knee = legKnee(hinge, side);
  const coupled = (coupling.internalRotationAt90Deg * knee.kneeFlexionDeg) / 90;
  return { ...hinge, shankAxialDeg: coupled - knee.kneeInternalRotationDeg };
}

/** The peak of a squat along the toe line whose knee angle itself is `kneeValgusDeg`. */
export function jointPeak(
  kneeValgusDeg: number,
  depth: SquatDepth,
  coupling: KneeCoupling,
): JointPosture {
  const kneeFlexionDeg = depth.shankTiltDeg + depth.thighTiltDeg;
  const kneeInternalRotationDeg = (coupling.internalRotationAt90Deg * kneeFlexionDeg) / 90;
  return {
    drive: 'joint',
    shankTiltDeg: depth.shankTiltDeg,
    shankLeanDeg: 0,
    // The thigh keeps to the plane of the leg: it is the shank that turns under it.
    shankAxialDeg: kneeInternalRotationDeg,
    knee: { kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg },
  };
}

/** The peak of an easy movement along the toe line: nothing but the knee's own coupling. */
export function unloadedPeak(depth: SquatDepth, coupling: KneeCoupling): JointPosture {
  const flexion = depth.shankTiltDeg + depth.thighTiltDeg;
  return jointPeak((coupling.valgusAt90Deg * flexion) / 90, depth, coupling);
}

/** Upward unit vector with the given projected slopes forward and to the right, degrees. */
function axis(forwardDeg: number, rightDeg: number): Vec3 {
  return normalize([Math.tan(forwardDeg * RAD_PER_DEG), 1, Math.tan(rightDeg * RAD_PER_DEG)]);
}

function legKnee(posture: ProjectedPosture, side: Side) {
  const { thigh, shank } = legRotations(posture, 0, side);
  return kneeAngles(thigh, shank, side);
}
