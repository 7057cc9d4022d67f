import { DEG_PER_RAD, RAD_PER_DEG } from '../geometry/angles.ts';
import { type Mat3, multiply, rotationX, rotationY, rotationZ } from '../geometry/rotation.ts';
import { type Side, sideSign } from '../model/placement.ts';

/**
 * Joint coordinate systems of Grood & Suntay (J Biomech Eng 1983) in the axes of the ISB
 * (Wu et al., J Biomech 2002): both segments x anterior, y proximal, z to the subject's right,
 * on both legs. The side enters at the angles alone, through its mirror sign.
 * Every angle is in degrees with the sign of docs/conventions.md. The first axis is the
 * proximal z, the last the distal y, so nothing is singular short of 90° of frontal angle.
 */

export interface KneeAngles {
  /** + flexion. */
  readonly kneeFlexionDeg: number;
  /** + abduction: the distal shank moves away from the midline. */
  readonly kneeValgusDeg: number;
  /** + tibia turned inward on the femur. */
  readonly kneeInternalRotationDeg: number;
}

export interface AnkleAngles {
  /** + toes up. */
  readonly ankleDorsiflexionDeg: number;
  /** + sole turned away from the midline, foot against shank (not against the floor). */
  readonly ankleEversionDeg: number;
  /** + toes inward. */
  readonly footInternalRotationDeg: number;
}

export interface HipAngles {
  /** + thigh forward. */
  readonly hipFlexionDeg: number;
  /** + knee towards the midline. */
  readonly hipAdductionDeg: number;
  /** + femur turned inward. */
  readonly hipInternalRotationDeg: number;
}

/** Knee angles from the segment-to-world rotations of thigh and shank, in one common world. */
export function kneeAngles(thigh: Mat3, shank: Mat3, side: Side): KneeAngles {
  const { first, floating, last } = cardanZxy(thigh, shank);
  const s = sideSign(side);
  return {
    kneeFlexionDeg: -first,
    kneeValgusDeg: -s * floating,
    kneeInternalRotationDeg: s * last,
  };
}

/** Ankle angles from the segment-to-world rotations of shank and foot, in one common world. */
export function ankleAngles(shank: Mat3, foot: Mat3, side: Side): AnkleAngles {
  const { first, floating, last } = cardanZxy(shank, foot);
  const s = sideSign(side);
  return {
    ankleDorsiflexionDeg: first,
    ankleEversionDeg: -s * floating,
    footInternalRotationDeg: s * last,
  };
}

/** Hip angles from the segment-to-world rotations of pelvis and thigh, in one common world. */
export function hipAngles(pelvis: Mat3, thigh: Mat3, side: Side): HipAngles {
  const { first, floating, last } = cardanZxy(pelvis, thigh);
  const s = sideSign(side);
  return {
    hipFlexionDeg: first,
    hipAdductionDeg: s * floating,
    hipInternalRotationDeg: s * last,
  };
}

/** The inverse of `kneeAngles`: shank axes to thigh axes, so that shank = thigh · result. */
export function kneeRotation(angles: KneeAngles, side: Side): Mat3 {
  const s = sideSign(side);
  return multiply(
    rotationZ(-angles.kneeFlexionDeg * RAD_PER_DEG),
    rotationX(-s * angles.kneeValgusDeg * RAD_PER_DEG),
    rotationY(s * angles.kneeInternalRotationDeg * RAD_PER_DEG),
  );
}

/**
 * Turn of a segment about its own long axis against `reference`, degrees, + internal:
 * the twist of the swing–twist decomposition, so tilting the segment adds nothing to it.
 * Both are segment-to-world rotations.
 */
export function internalRotationDeg(reference: Mat3, segment: Mat3, side: Side): number {
  const [a, b] = [reference, segment];
  const m02 = a[0] * b[2] + a[3] * b[5] + a[6] * b[8];
  const m20 = a[2] * b[0] + a[5] * b[3] + a[8] * b[6];
  let trace = 0;
  for (let i = 0; i < 9; i++) trace += a[i] * b[i];
  return sideSign(side) * 2 * Math.atan2(m02 - m20, 1 + trace) * DEG_PER_RAD;
}

interface CardanAngles {
  /** About the proximal z, degrees. */
  readonly first: number;
  /** About the floating axis, degrees. */
  readonly floating: number;
  /** About the distal y, degrees. */
  readonly last: number;
}

/** Degrees of Rz(first) Rx(floating) Ry(last) = proximalᵀ distal, from the five elements it needs. */
function cardanZxy(p: Mat3, d: Mat3): CardanAngles {
  const m01 = p[0] * d[1] + p[3] * d[4] + p[6] * d[7];
  const m11 = p[1] * d[1] + p[4] * d[4] + p[7] * d[7];
  const m20 = p[2] * d[0] + p[5] * d[3] + p[8] * d[6];
  const m21 = p[2] * d[1] + p[5] * d[4] + p[8] * d[7];
  const m22 = p[2] * d[2] + p[5] * d[5] + p[8] * d[8];
  return {
    first: Math.atan2(-m01, m11) * DEG_PER_RAD,
    // The arctangent keeps its accuracy where rounding would carry an arcsine past 1.
    floating: Math.atan2(m21, Math.sqrt(m20 * m20 + m22 * m22)) * DEG_PER_RAD,
    last: Math.atan2(-m20, m22) * DEG_PER_RAD,
  };
}
