import { DEG_PER_RAD } from '../geometry/angles.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { type Side, sideSign } from '../model/placement.ts';

/**
 * What a camera in front of the person sees: leans, tilts and offsets of the long axes of
 * shank (ankle to knee) and thigh (knee to hip). An axis `in view` is a unit vector in the axes
 * of a frontal view: x out of the picture (forward), y up, z to the subject's right.
 * The projection angle is that of 2D video (Willson et al. 2006; Munro et al. 2012).
 */

/** Least upward component of the thigh axis for a projection angle: 65° from the vertical. */
export const FPPA_MIN_THIGH_UP = 0.42;
/** Least upward component of the shank axis for a projection angle: 60° from the vertical. */
export const FPPA_MIN_SHANK_UP = 0.5;

/** Below this height of hip over ankle the line between them no longer says where the knee is. */
const MIN_HIP_HEIGHT_M = 0.15;

export interface LegAxes {
  readonly side: Side;
  /** Ankle to knee, unit vector, ISB world. */
  readonly shankAxis: Vec3;
  /** Knee to hip, unit vector, ISB world. */
  readonly thighAxis: Vec3;
  /** Heading of the subject's forward direction, rad about the world's Y. */
  readonly subjectHeadingRad: number;
  /** Heading of the toe line, rad about the world's Y. */
  readonly footHeadingRad: number;
  readonly shankLengthM: number;
  readonly thighLengthM: number;
}

export interface FrontalMeasures {
  /** NaN where `fppaGeometryValid` is false. */
  fppaDeg: number;
  shankLeanDeg: number;
  thighLeanDeg: number;
  kneeMedialDeviationM: number;
  kneeOverToeDeg: number;
  shankTiltDeg: number;
  thighTiltDeg: number;
}

/** Every frontal measure of a leg; signs as in docs/conventions.md. */
export function frontalMeasures(leg: LegAxes): FrontalMeasures {
  const measures: FrontalMeasures = {
    fppaDeg: Number.NaN,
    shankLeanDeg: Number.NaN,
    thighLeanDeg: Number.NaN,
    kneeMedialDeviationM: Number.NaN,
    kneeOverToeDeg: Number.NaN,
    shankTiltDeg: Number.NaN,
    thighTiltDeg: Number.NaN,
  };
  writeFrontalMeasures(measures, leg);
  return measures;
}

/** The same, written into `measures`. */
export function writeFrontalMeasures(measures: FrontalMeasures, leg: LegAxes): void {
  const { side, shankLengthM, thighLengthM } = leg;
  const shank = inView(leg.shankAxis, leg.subjectHeadingRad);
  const thigh = inView(leg.thighAxis, leg.subjectHeadingRad);
  measures.fppaDeg = fppaGeometryValid(shank, thigh) ? fppaDeg(shank, thigh, side) : Number.NaN;
  measures.shankLeanDeg = shankLeanDeg(shank, side);
  measures.thighLeanDeg = thighLeanDeg(thigh, side);
  measures.kneeMedialDeviationM = kneeMedialDeviationM(
    shank,
    thigh,
    shankLengthM,
    thighLengthM,
    side,
  );
  measures.kneeOverToeDeg = kneeOverToeDeg(leg.shankAxis, leg.footHeadingRad, side);
  measures.shankTiltDeg = shankTiltDeg(shank);
  measures.thighTiltDeg = thighTiltDeg(thigh);
}

/** A world vector in the axes of the view along `headingRad`: Ry(heading)ᵀ v. */
export function inView(v: Vec3, headingRad: number): Vec3 {
  const c = Math.cos(headingRad);
  const s = Math.sin(headingRad);
  return [c * v[0] - s * v[2], v[1], s * v[0] + c * v[2]];
}

/** Shank against the vertical, + knee medial to ankle; `shank` in view. */
export function shankLeanDeg(shank: Vec3, side: Side): number {
  return Math.atan2(-sideSign(side) * shank[2], shank[1]) * DEG_PER_RAD;
}

/** Thigh against the vertical, + knee medial to hip; `thigh` in view. */
export function thighLeanDeg(thigh: Vec3, side: Side): number {
  return Math.atan2(sideSign(side) * thigh[2], thigh[1]) * DEG_PER_RAD;
}

/**
 * Frontal plane projection angle, + knee medial of the hip–ankle line; both axes in view.
 * Means nothing outside `fppaGeometryValid`: near a horizontal thigh it explodes.
 */
export function fppaDeg(shank: Vec3, thigh: Vec3, side: Side): number {
  return shankLeanDeg(shank, side) + thighLeanDeg(thigh, side);
}

/** Whether both segments are upright enough for a projection angle. */
export function fppaGeometryValid(shank: Vec3, thigh: Vec3): boolean {
  return thigh[1] >= FPPA_MIN_THIGH_UP && shank[1] >= FPPA_MIN_SHANK_UP;
}

/**
 * Degrees of projection angle per degree of heading error, |tan τ_S + tan τ_T|; both axes in
 * view. Infinite once a segment is horizontal or beyond, where no heading is good enough.
 */
export function fppaHeadingSensitivity(shank: Vec3, thigh: Vec3): number {
  if (shank[1] <= 0 || thigh[1] <= 0) return Number.POSITIVE_INFINITY;
  return Math.abs(shank[0] / shank[1] - thigh[0] / thigh[1]);
}

/** Shank in the sagittal plane, + knee forward of ankle; `shank` in view. */
export function shankTiltDeg(shank: Vec3): number {
  return Math.atan2(shank[0], shank[1]) * DEG_PER_RAD;
}

/** Thigh in the sagittal plane, + knee forward of hip; `thigh` in view. */
export function thighTiltDeg(thigh: Vec3): number {
  return Math.atan2(-thigh[0], thigh[1]) * DEG_PER_RAD;
}

/**
 * Distance of the knee from the hip–ankle line, metres, + medial; both axes in view.
 * Finite at any depth, so it stands in where the projection angle cannot be stated.
 */
export function kneeMedialDeviationM(
  shank: Vec3,
  thigh: Vec3,
  shankLengthM: number,
  thighLengthM: number,
  side: Side,
): number {
  const s = sideSign(side);
  const kneeMedial = -s * shankLengthM * shank[2];
  const hipMedial = kneeMedial - s * thighLengthM * thigh[2];
  return kneeMedial - hipMedial * kneeHeightShare(shank, thigh, shankLengthM, thighLengthM);
}

/** Height of the knee over the ankle as a share of the hip's, 0..1; 1 where the hip is too low. */
export function kneeHeightShare(
  shank: Vec3,
  thigh: Vec3,
  shankLengthM: number,
  thighLengthM: number,
): number {
  const kneeHeight = shankLengthM * shank[1];
  const hipHeight = kneeHeight + thighLengthM * thigh[1];
  return hipHeight <= MIN_HIP_HEIGHT_M ? 1 : Math.min(1, Math.max(0, kneeHeight / hipHeight));
}

/** Shank over foot: lean of the shank seen along the toe line, + medial; world axis. */
export function kneeOverToeDeg(shankAxis: Vec3, footHeadingRad: number, side: Side): number {
  return shankLeanDeg(inView(shankAxis, footHeadingRad), side);
}

/** Foot against the floor, + rolls in; `footUp` is the foot's y axis in the world. */
export function footRollDeg(footUp: Vec3, footHeadingRad: number, side: Side): number {
  return shankLeanDeg(inView(footUp, footHeadingRad), side);
}
