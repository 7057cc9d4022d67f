import { DEG_PER_RAD, RAD_PER_DEG } from '../geometry/angles.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { LegMeasures } from '../model/bodyFrame.ts';
import type { LegCalibration } from '../model/calibration.ts';
import { combinedSd } from '../signal/statistics.ts';
import { kneeHeightShare } from './frontalMeasures.ts';
import {
  ENTERED_TOE_OUT_SD_DEG,
  LATERAL_SD_DEG,
  OFFSET_SD_DEG,
  RELATIVE_SHARE,
  SAGITTAL_SD_DEG,
  SHANK_TURN_SD_DEG,
  THIGH_AXIS_SHARE,
  UNREFINED_COVARIANCE_DEG2,
} from './uncertaintyConstants.ts';

const UNKNOWN_SD_DEG = 90;

export interface UncertaintySources {
  readonly calibration: Pick<LegCalibration, 'axisSdDeg' | 'refinementCovarianceDeg2'>;
  readonly relativeHeadingSdRad: number;
  readonly legHeadingSdRad: number;
  /** Degrees of projection angle per degree of heading. */
  readonly headingSensitivity: number;
  /** Long axes in the subject's view, as those of `frontalMeasures`. */
  readonly shankAxis: Vec3;
  readonly thighAxis: Vec3;
  readonly shankLengthM: number;
  readonly thighLengthM: number;
}

/**
 * One standard deviation of each headline quantity, written into `measures`: inclinations, the
 * axes of the joint, and headings, each by the law with which it enters.
 */
export function writeUncertainty(measures: LegMeasures, sources: UncertaintySources): void {
  writeKnee(measures, sources);
  writeProjections(measures, sources);
}

/**
 * An axis off by (εx, εy) makes `εx (1 − cos F) + εy sin F` of false valgus and
 * `εy (1 − cos F) − εx sin F` of false rotation, signs of the right leg; a heading of the shank
 * against the thigh makes its share with the sine of the shank's tilt, and turns the rest.
 */
function writeKnee(measures: LegMeasures, sources: UncertaintySources): void {
  const { shankAxis, thighAxis } = sources;
  const flexionRad = measures.kneeFlexionDeg * RAD_PER_DEG;
  const sine = Math.sin(flexionRad);
  const rest = 1 - Math.cos(flexionRad);
  const [xx, xy, yy] = sources.calibration.refinementCovarianceDeg2 ?? UNREFINED_COVARIANCE_DEG2;
  const relativeDeg = RELATIVE_SHARE * sources.relativeHeadingSdRad * DEG_PER_RAD;
  const lateral = Math.SQRT2 * LATERAL_SD_DEG;
  measures.kneeFlexionSdDeg = combinedSd(
    Math.SQRT2 * SAGITTAL_SD_DEG,
    OFFSET_SD_DEG * chord(shankAxis),
    OFFSET_SD_DEG * chord(thighAxis),
  );
  measures.kneeValgusSdDeg = combinedSd(
    lateral,
    Math.sqrt(rest * rest * xx + 2 * rest * sine * xy + sine * sine * yy),
    relativeDeg * horizontal(shankAxis),
  );
  measures.kneeInternalRotationSdDeg = combinedSd(
    lateral,
    Math.sqrt(rest * rest * yy - 2 * rest * sine * xy + sine * sine * xx),
    relativeDeg * shankAxis[1],
  );
}

/**
 * A heading of the flexion axis that is off turns the leg's forward direction with it, and of the two
 * segments rather the shank; a toe-out that is off turns the subject's against both.
 */
function writeProjections(measures: LegMeasures, sources: UncertaintySources): void {
  const { shankAxis, thighAxis, shankLengthM, thighLengthM } = sources;
  const legDeg = sources.legHeadingSdRad * DEG_PER_RAD;
  const axisDeg = sources.calibration.axisSdDeg;
  const shankHeadingDeg = combinedSd(legDeg, axisDeg, SHANK_TURN_SD_DEG);
  const thighHeadingDeg = combinedSd(legDeg, THIGH_AXIS_SHARE * axisDeg);
  const toeDeg = ENTERED_TOE_OUT_SD_DEG;
  const shankTurn = headingShare(shankAxis);
  const thighTurn = headingShare(thighAxis);
  const overToe = combinedSd(leanSdDeg(shankAxis), shankHeadingDeg * shankTurn);
  const thigh = combinedSd(leanSdDeg(thighAxis), thighHeadingDeg * thighTurn);
  measures.kneeOverToeSdDeg = stated(overToe, 0);
  measures.shankLeanSdDeg = stated(overToe, toeDeg * shankTurn);
  measures.thighLeanSdDeg = stated(thigh, toeDeg * thighTurn);
  measures.fppaSdDeg = combinedSd(overToe, thigh, toeDeg * sources.headingSensitivity);
  const share = kneeHeightShare(shankAxis, thighAxis, shankLengthM, thighLengthM);
  const shankM = shankLengthM * (1 - share);
  const thighM = thighLengthM * share;
  measures.kneeMedialDeviationSdM =
    RAD_PER_DEG *
    combinedSd(
      lateralSdDeg(shankAxis) * shankM,
      lateralSdDeg(thighAxis) * thighM,
      shankHeadingDeg * shankAxis[0] * shankM,
      thighHeadingDeg * thighAxis[0] * thighM,
      toeDeg * (shankAxis[0] * shankM - thighAxis[0] * thighM),
    );
}

/** Of the horizontal component of a long axis across the view, degrees. */
function lateralSdDeg(axis: Vec3): number {
  return combinedSd(LATERAL_SD_DEG, OFFSET_SD_DEG * (1 - axis[1]));
}

/** Of a lean, without headings: an offset counts the more the lower the segment lies. */
function leanSdDeg(axis: Vec3): number {
  return combinedSd(LATERAL_SD_DEG, (OFFSET_SD_DEG * (1 - axis[1])) / Math.abs(axis[1]));
}

/** Near a horizontal segment a lean is anything; that is finite in files too. */
function stated(ownDeg: number, toeOutDeg: number): number {
  return Math.min(UNKNOWN_SD_DEG, combinedSd(ownDeg, toeOutDeg));
}

/** Degrees of lean per degree of heading. */
function headingShare([x, y, z]: Vec3): number {
  return Math.abs(x * y) / (y * y + z * z);
}

/** How far an accelerometer's offset has turned away from where standing took it out. */
function chord(axis: Vec3): number {
  return Math.sqrt(Math.max(0, 2 * (1 - axis[1])));
}

function horizontal(axis: Vec3): number {
  return Math.sqrt(axis[0] * axis[0] + axis[2] * axis[2]);
}
