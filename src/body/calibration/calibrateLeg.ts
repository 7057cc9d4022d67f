import { DEG_PER_RAD, wrapAngle } from '../../geometry/angles.ts';
import { quatFromMatrix, quatToMatrix } from '../../geometry/quaternion.ts';
import {
  apply,
  type Mat3,
  multiply,
  rotationFromVector,
  rotationZ,
  transpose,
} from '../../geometry/rotation.ts';
import { add, angleBetween, norm, normalize, scale, type Vec3 } from '../../geometry/vector.ts';
import { EARTH_TO_ISB } from '../../geometry/worlds.ts';
import type { LegCalibration } from '../../model/calibration.ts';
import { type Side, sideSign } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { MeasuredLeg } from '../../model/settings.ts';
import type { SensorState } from '../sensorState.ts';
import { axisPrior } from './axisPrior.ts';
import { fuseHeadings, linkHeading } from './calibrationHeading.ts';
import { NO_REFINEMENT, type Refinement, refineByCoupling } from './couplingRefinement.ts';
import { findFlexionAxis } from './flexionAxis.ts';
import { inStep } from './inStep.ts';
import { inwardCourseRad } from './inwardCourse.ts';
import { findLeverArms } from './leverArms.ts';
import { IMPACT_HOLD_S, IMPACT_MPS2 } from './linkAcceleration.ts';
import {
  headingBetween,
  lyingTurnDeg,
  meanDirection,
  poseZeroFrame,
  squareTo,
} from './segmentFrames.ts';
import { segmentSweep } from './segmentSweep.ts';

const ACTIVE_RADPS = 0.5;
/** One heading holds for this long of the movement; then the gyroscopes have drifted, s. */
export const HEADING_S = 20;
/** The mean helical axis of a knee is known to lie degrees off the anatomical one. */
const FUNCTIONAL_AXIS_SD_DEG = 2;

export interface LegRecording {
  readonly side: Side;
  readonly rateHz: number;
  readonly thighSensor: SensorId;
  readonly shankSensor: SensorId;
  /** Quiet standing, then the calibration movement, one state per frame. */
  readonly thigh: readonly SensorState[];
  readonly shank: readonly SensorState[];
  /** Number of leading frames that are quiet standing. */
  readonly standingFrames: number;
  /** Flexions seen in the movement. */
  readonly flexions: number;
  /** False where the movement is the assessed one, of which nothing may be explained away. */
  readonly mayRefine: boolean;
  /** What somebody measured of the leg in this standing; absent where nobody did. */
  readonly measured?: MeasuredLeg | undefined;
  /** What pointed up in the lying pose, sensor axes; absent where it was not taken. */
  readonly lyingUp?: { readonly thigh: Vec3; readonly shank: Vec3 } | undefined;
}

export interface LegCalibrationResult {
  readonly leg: LegCalibration;
  /** Angle between the relative flexion axis and the vertical in standing, degrees; 90 expected. */
  readonly axisToVerticalDeg: number;
  /** How far link acceleration and common axis disagree on the relative heading, degrees. */
  readonly axisDisagreementDeg: number;
}

/**
 * Everything one leg's calibration finds out: lever arms, relative heading, flexion axis,
 * pose-zero segment frames (gravity exact, one heading for both z axes in standing) and the
 * guarded refinement of those axes.
 */
export function calibrateLeg(recording: LegRecording): LegCalibrationResult {
  const { standingFrames, rateHz, side } = recording;
  const pair = inStep(recording.thigh, recording.shank, standingFrames, rateHz);
  const { thigh, shank } = pair;
  const active = activeFrames(thigh, shank, standingFrames, rateHz);
  const standing = { thigh: thigh.slice(0, standingFrames), shank: shank.slice(0, standingFrames) };
  const thighUp = meanDirection(standing.thigh.map((state) => state.acceleration));
  const shankUp = meanDirection(standing.shank.map((state) => state.acceleration));
  const arms = findLeverArms(thigh, shank, active, rateHz, thighUp, shankUp);
  const headingEnd = standingFrames + Math.round(HEADING_S * rateHz);
  const link = linkHeading(
    thigh.slice(standingFrames, headingEnd),
    shank.slice(standingFrames, headingEnd),
    rateHz,
    arms,
  );

  const thighToEarth = thigh.map((state) => quatToMatrix(state.orientation));
  const shankToOwnEarth = shank.map((state) => quatToMatrix(state.orientation));
  const motion = {
    thighRate: thigh.map((state) => state.angularRate),
    shankRate: shank.map((state) => state.angularRate),
    active,
    standingFrames,
  };
  const axis = findFlexionAxis({
    ...motion,
    shankToThigh: relativeRotations(thighToEarth, shankToOwnEarth, link.headingRad),
  });
  const thighSweep = segmentSweep(
    thighToEarth,
    motion.thighRate,
    active,
    axis.thigh,
    thighUp,
    rateHz,
  );
  const shankSweep = segmentSweep(
    shankToOwnEarth,
    motion.shankRate,
    active,
    axis.shank,
    shankUp,
    rateHz,
  );
  const s = sideSign(side);
  const inwardRad = inwardCourseRad(
    s * thighSweep.turnRad,
    s * shankSweep.turnRad,
    thighSweep.tiltRad + shankSweep.tiltRad,
  );
  const thighAxis = apply(rotationFromVector(scale(thighUp, -s * inwardRad)), thighSweep.axis);
  const shankAxis = apply(rotationFromVector(scale(shankUp, -s * inwardRad)), shankSweep.axis);
  const axisHeadingRad = headingBetween(
    meanDirection(thighToEarth.slice(0, standingFrames).map((m) => apply(m, thighAxis))),
    meanDirection(shankToOwnEarth.slice(0, standingFrames).map((m) => apply(m, shankAxis))),
  );
  const heading = fuseHeadings(link, axisHeadingRad);

  const turn = rotationZ(heading.headingRad);
  const shankToEarth = shankToOwnEarth.map((m) => multiply(turn, m));
  const thighAxes = thighToEarth.slice(0, standingFrames).map((m) => apply(m, thighAxis));
  const shankAxes = shankToEarth.slice(0, standingFrames).map((m) => apply(m, shankAxis));
  const rightward = horizontal(meanDirection([...thighAxes, ...shankAxes]));
  const thighFrame = poseZeroFrame(thighToEarth.slice(0, standingFrames), rightward, thighUp);
  const shankFrame = poseZeroFrame(shankToEarth.slice(0, standingFrames), rightward, shankUp);
  const relativeAxis = meanDirection([
    ...thighToEarth.slice(0, standingFrames).map((m) => apply(m, squareTo(axis.thigh, thighUp))),
    ...shankToEarth.slice(0, standingFrames).map((m) => apply(m, squareTo(axis.shank, shankUp))),
  ]);
  const relativeAxisDeg = wrapAngle(headingBetween(relativeAxis, rightward)) * DEG_PER_RAD;
  const prior = axisPrior(
    side,
    recording.measured,
    relativeAxisDeg,
    lyingAxisDeg(recording.lyingUp, thighFrame, shankFrame),
  );
  const found = refineByCoupling(
    thighToEarth.map((m) => multiply(EARTH_TO_ISB, m, thighFrame)),
    shankToEarth.map((m) => multiply(EARTH_TO_ISB, m, shankFrame)),
    axis.weights.map((weight, i) => (i < headingEnd ? weight : 0)),
    axis.share,
    prior,
    side,
  );
  const refinement: Refinement = recording.mayRefine
    ? found
    : { ...NO_REFINEMENT, flexionRangeDeg: found.flexionRangeDeg };
  return {
    leg: {
      side,
      thigh: {
        sensorId: recording.thighSensor,
        segmentToSensor: quatFromMatrix(thighFrame),
        gyroBiasRadps: meanBias(standing.thigh),
        leverArmM: arms.thigh,
      },
      shank: {
        sensorId: recording.shankSensor,
        segmentToSensor: quatFromMatrix(shankFrame),
        gyroBiasRadps: meanBias(standing.shank),
        leverArmM: arms.shank,
      },
      relativeHeadingRad: heading.headingRad,
      relativeHeadingSdRad: heading.sdRad,
      legForwardRad: Math.atan2(rightward[1], rightward[0]) + Math.PI / 2,
      headingConsistency: link.consistency,
      axisShare: axis.share,
      axisSdDeg: Math.hypot(
        FUNCTIONAL_AXIS_SD_DEG,
        (axis.spreadRad * DEG_PER_RAD) / Math.sqrt(Math.max(1, recording.flexions)),
      ),
      flexionRangeDeg: refinement.flexionRangeDeg,
      ...(prior.sources.length === 0 ? {} : { axesAlsoFrom: prior.sources }),
      refinement: refinement.kind,
      refinementDeg: refinement.turnDeg,
      sensorOffsetMs: pair.offset?.offsetMs ?? null,
      sensorOffsetSdMs: pair.offset?.sdMs ?? null,
      sensorOffsetAppliedMs: pair.appliedMs,
      ...(refinement.turnCovarianceDeg2 && {
        refinementCovarianceDeg2: refinement.turnCovarianceDeg2,
      }),
    },
    axisToVerticalDeg: angleBetween(axis.thigh, thighUp) * DEG_PER_RAD,
    axisDisagreementDeg: Math.abs(wrapAngle(link.headingRad - axisHeadingRad)) * DEG_PER_RAD,
  };
}

function activeFrames(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  standingFrames: number,
  rateHz: number,
): boolean[] {
  let gate = 0;
  return thigh.map((state, i) => {
    const other = shank[i];
    if (norm(state.acceleration) > IMPACT_MPS2 || norm(other.acceleration) > IMPACT_MPS2) {
      gate = Math.round(IMPACT_HOLD_S * rateHz);
    }
    if (gate > 0) {
      gate--;
      return false;
    }
    const rate = Math.max(norm(state.angularRate), norm(other.angularRate));
    return i >= standingFrames && rate > ACTIVE_RADPS;
  });
}

function relativeRotations(
  thighToEarth: readonly Mat3[],
  shankToOwnEarth: readonly Mat3[],
  headingRad: number,
): Mat3[] {
  const turn = rotationZ(headingRad);
  return thighToEarth.map((m, i) => multiply(transpose(m), turn, shankToOwnEarth[i]));
}

/** Mean of thigh and shank, for both frames are turned alike; null where either did not lie. */
function lyingAxisDeg(
  up: LegRecording['lyingUp'],
  thighFrame: Mat3,
  shankFrame: Mat3,
): number | null {
  if (up === undefined) return null;
  const thigh = lyingTurnDeg(thighFrame, up.thigh);
  const shank = lyingTurnDeg(shankFrame, up.shank);
  return thigh === null || shank === null ? null : (thigh + shank) / 2;
}

function horizontal(v: Vec3): Vec3 {
  return normalize([v[0], v[1], 0]);
}

function meanBias(states: readonly SensorState[]): Vec3 {
  const sum = states.reduce<Vec3>(
    (total, state) => add(total, add(state.angularRate, state.gyroBias)),
    [0, 0, 0],
  );
  return scale(sum, 1 / states.length);
}
