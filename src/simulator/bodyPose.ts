import { RAD_PER_DEG } from '../geometry/angles.ts';
import {
  IDENTITY,
  type Mat3,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
} from '../geometry/rotation.ts';
import { add, scale, type Vec3 } from '../geometry/vector.ts';
import { type Placement, type Side, sideSign } from '../model/placement.ts';
import { type LegPosture, legRotations } from './legPosture.ts';

/** A rigid segment: its rotation to the ISB world and where its distal joint is, metres. */
export interface SegmentPose {
  readonly rotation: Mat3;
  /** Ankle for foot and shank, knee for the thigh, hip mid-point (raised) for the pelvis. */
  readonly origin: Vec3;
}

/** Every segment a sensor may sit on, at one instant. */
export type BodyPose = Readonly<Record<Placement, SegmentPose>>;

export interface LegPose {
  readonly foot: SegmentPose;
  readonly shank: SegmentPose;
  readonly thigh: SegmentPose;
  readonly hip: Vec3;
}

export interface LegStance {
  readonly side: Side;
  /** Heading of leg plane and toe line, rad about the world's Y. */
  readonly headingRad: number;
  /** Where the ankle is: the chain is closed there, planted or not. */
  readonly ankle: Vec3;
  readonly shankLengthM: number;
  readonly thighLengthM: number;
}

/**
 * The leg above its ankle; `footRollDeg` + rolls the sole inward about the ankle, `footPitchDeg` +
 * turns the toes up.
 */
export function poseLeg(
  stance: LegStance,
  posture: LegPosture,
  footRollDeg: number,
  footPitchDeg = 0,
): LegPose {
  const { side, headingRad, ankle } = stance;
  const { shank, thigh } = legRotations(posture, headingRad, side);
  const foot =
    footRollDeg === 0 && footPitchDeg === 0
      ? rotationY(headingRad)
      : multiply(
          rotationY(headingRad),
          rotationX(-sideSign(side) * footRollDeg * RAD_PER_DEG),
          rotationZ(footPitchDeg * RAD_PER_DEG),
        );
  const knee = add(ankle, along(shank, stance.shankLengthM));
  return {
    foot: { rotation: foot, origin: ankle },
    shank: { rotation: shank, origin: ankle },
    thigh: { rotation: thigh, origin: knee },
    hip: add(knee, along(thigh, stance.thighLengthM)),
  };
}

/** How far the pelvis origin lies above the line between the hips. */
const PELVIS_ABOVE_HIPS: Vec3 = [0, 0.07, 0];

/** Puts two legs under a pelvis with the given rotation, at the middle of the hips. */
export function joinLegs(right: LegPose, left: LegPose, pelvis: Mat3 = IDENTITY): BodyPose {
  return {
    pelvis: {
      rotation: pelvis,
      origin: add(scale(add(right.hip, left.hip), 0.5), PELVIS_ABOVE_HIPS),
    },
    right_thigh: right.thigh,
    right_shank: right.shank,
    right_foot: right.foot,
    left_thigh: left.thigh,
    left_shank: left.shank,
    left_foot: left.foot,
  };
}

function along(rotation: Mat3, length: number): Vec3 {
  return [length * rotation[1], length * rotation[4], length * rotation[7]];
}
