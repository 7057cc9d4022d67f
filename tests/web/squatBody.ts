import { type Quat, quatMultiply } from '../../src/geometry/quaternion.ts';
import { emptyLegMeasures, type LegFrame, type LegQuality } from '../../src/model/bodyFrame.ts';
import { type Side, sideSign } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

const RAD = Math.PI / 180;

export const REP_S = 4;
const REST_SHARE = 0.2;
const PEAK_FLEXION_DEG = 95;

/** Medial lean of shank and thigh at the bottom of each rep, degrees; the list repeats. */
const PEAK_LEAN_DEG: Readonly<Record<Side, readonly number[]>> = {
  left: [1.2, 2.5, 6.2, 1, -5.5, 2],
  right: [2.6, 6, 9.5, 14, 5, 8.5],
};

/** 0 in standing, 1 at the bottom; a smooth squat with a pause at the top. */
export function squatDepth(timeS: number): number {
  const share = (timeS % REP_S) / REP_S;
  return share < REST_SHARE
    ? 0
    : (1 - Math.cos((2 * Math.PI * (share - REST_SHARE)) / (1 - REST_SHARE))) / 2;
}

export function repIndex(timeS: number): number {
  return Math.floor(timeS / REP_S);
}

/** A leg of the squatting body at `timeS`, in the signs of docs/conventions.md. */
export function squatLeg(side: Side, timeS: number, quality: LegQuality): LegFrame {
  const depth = squatDepth(timeS);
  const peaks = PEAK_LEAN_DEG[side];
  const lean = peaks[repIndex(timeS) % peaks.length]! * depth;
  const flexion = PEAK_FLEXION_DEG * depth;
  const pose: LegPose = {
    shankLean: lean,
    thighLean: lean * 0.8,
    shankTilt: flexion * 0.36,
    thighTilt: flexion * 0.64,
  };
  return legInPose(side, pose, quality);
}

/** Angles in degrees: leans + medial, tilts + knee forward. */
export interface LegPose {
  readonly shankLean: number;
  readonly thighLean: number;
  readonly shankTilt: number;
  readonly thighTilt: number;
}

export function legInPose(side: Side, pose: LegPose, quality: LegQuality): LegFrame {
  const s = sideSign(side);
  const shank = segment(-s * pose.shankLean, -pose.shankTilt);
  const thigh = segment(s * pose.thighLean, pose.thighTilt);
  const measures = emptyLegMeasures();
  measures.kneeFlexionDeg = pose.shankTilt + pose.thighTilt;
  measures.kneeFlexionSdDeg = 0.8;
  measures.kneeValgusDeg = pose.shankLean * 0.4;
  measures.kneeValgusSdDeg = 1.4;
  measures.shankLeanDeg = pose.shankLean;
  measures.thighLeanDeg = pose.thighLean;
  measures.shankTiltDeg = pose.shankTilt;
  measures.thighTiltDeg = pose.thighTilt;
  measures.kneeMedialDeviationM = medialDeviationM(pose);
  measures.kneeMedialDeviationSdM = 0.004;
  measures.kneeOverToeDeg = pose.shankLean * 0.9;
  measures.kneeOverToeSdDeg = 0.9;
  return { side, measures, quality, thigh, shank, custom: [] };
}

/** The distance of the knee from the hip–ankle line in the frontal plane, + medial. */
function medialDeviationM(pose: LegPose): number {
  const { shankLengthM, thighLengthM } = DEFAULT_SETTINGS.subject;
  const kneeUp = shankLengthM * Math.cos(pose.shankLean * RAD) * Math.cos(pose.shankTilt * RAD);
  const hipUp =
    kneeUp + thighLengthM * Math.cos(pose.thighLean * RAD) * Math.cos(pose.thighTilt * RAD);
  const shankIn = shankLengthM * Math.sin(pose.shankLean * RAD) * Math.cos(pose.shankTilt * RAD);
  const thighIn = thighLengthM * Math.sin(pose.thighLean * RAD) * Math.cos(pose.thighTilt * RAD);
  return shankIn - ((shankIn - thighIn) * kneeUp) / hipUp;
}

/** Turns about world X, then about the segment's own Z, degrees. */
function segment(aboutXDeg: number, aboutZDeg: number): Quat {
  const x = (aboutXDeg * RAD) / 2;
  const z = (aboutZDeg * RAD) / 2;
  const lean: Quat = [Math.cos(x), Math.sin(x), 0, 0];
  const tilt: Quat = [Math.cos(z), 0, 0, Math.sin(z)];
  return quatMultiply(lean, tilt);
}
