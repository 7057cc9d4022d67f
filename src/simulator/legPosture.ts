import { type KneeAngles, kneeRotation } from '../body/jointAngles.ts';
import { RAD_PER_DEG } from '../geometry/angles.ts';
import {
  type Mat3,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
  transpose,
} from '../geometry/rotation.ts';
import { type Side, sideSign } from '../model/placement.ts';

/**
 * A leg posed by what is seen of it: the leans are the projected inclinations in the plane of
 * the leg exactly, so their sum is the projection angle there. All degrees; a zero posture is
 * upright standing.
 */
export interface ProjectedPosture {
  readonly drive: 'projection';
  /** + knee forward of ankle, out of the frontal plane of the leg. */
  readonly shankTiltDeg: number;
  /** + knee forward of hip. */
  readonly thighTiltDeg: number;
  /** + knee medial to ankle. */
  readonly shankLeanDeg: number;
  /** + knee medial to hip. */
  readonly thighLeanDeg: number;
  /** Turn of the shank about its long axis, + internal: moves no joint centre. */
  readonly shankAxialDeg: number;
  /** Turn of the thigh about its long axis, + internal. */
  readonly thighAxialDeg: number;
}

/** A leg posed by its knee: the shank as above, the thigh wherever the knee angles put it. */
export interface JointPosture {
  readonly drive: 'joint';
  readonly shankTiltDeg: number;
  readonly shankLeanDeg: number;
  readonly shankAxialDeg: number;
  readonly knee: KneeAngles;
}

export type LegPosture = ProjectedPosture | JointPosture;

export const UPRIGHT: ProjectedPosture = {
  drive: 'projection',
  shankTiltDeg: 0,
  thighTiltDeg: 0,
  shankLeanDeg: 0,
  thighLeanDeg: 0,
  shankAxialDeg: 0,
  thighAxialDeg: 0,
};

/** Sway of an upright leg in degrees; it moves the leg as a whole, so the knee stays in line. */
export interface LegSway {
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /** + medial. */
  readonly leanDeg: number;
}

/** `peak` scaled by `share` (0 standing, 1 peak) with `sway` on top. */
export function postureOnTheWay(peak: LegPosture, share: number, sway: LegSway): LegPosture {
  const shankTiltDeg = share * peak.shankTiltDeg + sway.shankTiltDeg;
  const shankLeanDeg = share * peak.shankLeanDeg + sway.leanDeg;
  const shankAxialDeg = share * peak.shankAxialDeg;
  if (peak.drive === 'projection') {
    return {
      drive: 'projection',
      shankTiltDeg,
      thighTiltDeg: share * peak.thighTiltDeg + sway.thighTiltDeg,
      shankLeanDeg,
      thighLeanDeg: share * peak.thighLeanDeg - sway.leanDeg,
      shankAxialDeg,
      thighAxialDeg: share * peak.thighAxialDeg,
    };
  }
  return {
    drive: 'joint',
    shankTiltDeg,
    shankLeanDeg,
    shankAxialDeg,
    knee: {
      kneeFlexionDeg: share * peak.knee.kneeFlexionDeg + sway.shankTiltDeg + sway.thighTiltDeg,
      kneeValgusDeg: share * peak.knee.kneeValgusDeg,
      kneeInternalRotationDeg: share * peak.knee.kneeInternalRotationDeg,
    },
  };
}

export interface LegRotations {
  readonly shank: Mat3;
  readonly thigh: Mat3;
}

/** Segment-to-world rotations of a leg whose plane has the given heading (rad about Y). */
export function legRotations(posture: LegPosture, headingRad: number, side: Side): LegRotations {
  const s = sideSign(side);
  const heading = rotationY(headingRad);
  const shank = multiply(
    multiply(heading, rotationX(-s * posture.shankLeanDeg * RAD_PER_DEG)),
    rotationZ(-posture.shankTiltDeg * RAD_PER_DEG),
    rotationY(s * posture.shankAxialDeg * RAD_PER_DEG),
  );
  if (posture.drive === 'joint') {
    return { shank, thigh: multiply(shank, transpose(kneeRotation(posture.knee, side))) };
  }
  const thigh = multiply(
    multiply(heading, rotationX(s * posture.thighLeanDeg * RAD_PER_DEG)),
    rotationZ(posture.thighTiltDeg * RAD_PER_DEG),
    rotationY(s * posture.thighAxialDeg * RAD_PER_DEG),
  );
  return { shank, thigh };
}
