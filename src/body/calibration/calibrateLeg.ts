import { DEG_PER_RAD } from '../../geometry/angles.ts';
import {
  quatConjugate,
  quatFromMatrix,
  quatRotate,
  quatToMatrix,
} from '../../geometry/quaternion.ts';
import {
  apply,
  applyTransposed,
  column,
  fromColumns,
  type Mat3,
  multiply,
  rotationZ,
  transpose,
} from '../../geometry/rotation.ts';
import {
  add,
  angleBetween,
  cross,
  norm,
  normalize,
  scale,
  type Vec3,
} from '../../geometry/vector.ts';
import { EARTH_TO_ISB } from '../../geometry/worlds.ts';
import type { LegCalibration } from '../../model/calibration.ts';
import type { Side } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { SensorState } from '../sensorState.ts';
import { refineByCoupling } from './couplingRefinement.ts';
import { findFlexionAxis } from './flexionAxis.ts';
import { findLeverArms } from './leverArms.ts';
import { IMPACT_HOLD_S, IMPACT_MPS2, LinkAcceleration } from './linkAcceleration.ts';

const ACTIVE_RADPS = 0.5;
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
}

export interface LegCalibrationResult {
  readonly leg: LegCalibration;
  /** Angle between the flexion axis and the vertical in standing, degrees; 90 expected. */
  readonly axisToVerticalDeg: number;
  /** Angle between the axes found on thigh and shank, in standing, degrees. */
  readonly axisDisagreementDeg: number;
}

/**
 * Everything one leg's calibration finds out: lever arms, relative heading, flexion axis,
 * pose-zero segment frames (gravity exact, one heading for both z axes in standing) and the
 * guarded refinement of those axes.
 */
export function calibrateLeg(recording: LegRecording): LegCalibrationResult {
  const { thigh, shank, standingFrames, rateHz, side } = recording;
  const active = activeFrames(thigh, shank, standingFrames, rateHz);
  const standing = { thigh: thigh.slice(0, standingFrames), shank: shank.slice(0, standingFrames) };
  const thighUp = meanDirection(standing.thigh.map((state) => state.acceleration));
  const shankUp = meanDirection(standing.shank.map((state) => state.acceleration));
  const arms = findLeverArms(thigh, shank, active, rateHz, thighUp, shankUp);
  const heading = calibrationHeading(recording, arms.thigh, arms.shank);

  const turn = rotationZ(heading.headingRad);
  const thighToEarth = thigh.map((state) => quatToMatrix(state.orientation));
  const shankToEarth = shank.map((state) => multiply(turn, quatToMatrix(state.orientation)));
  const axis = findFlexionAxis({
    shankToThigh: thighToEarth.map((m, i) => multiply(transpose(m), shankToEarth[i])),
    thighRate: thigh.map((state) => state.angularRate),
    shankRate: shank.map((state) => state.angularRate),
    active,
    rateHz,
  });

  const thighAxes = thighToEarth.slice(0, standingFrames).map((m) => apply(m, axis.thigh));
  const shankAxes = shankToEarth.slice(0, standingFrames).map((m) => apply(m, axis.shank));
  const rightward = horizontal(meanDirection([...thighAxes, ...shankAxes]));
  const thighFrame = poseZeroFrame(thighToEarth, standingFrames, rightward, thighUp);
  const shankFrame = poseZeroFrame(shankToEarth, standingFrames, rightward, shankUp);
  const refinement = refineByCoupling(
    thighToEarth.map((m) => multiply(EARTH_TO_ISB, m, thighFrame)),
    shankToEarth.map((m) => multiply(EARTH_TO_ISB, m, shankFrame)),
    axis.weights,
    axis.share,
    side,
  );
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
      headingConsistency: heading.consistency,
      axisShare: axis.share,
      axisSdDeg: Math.hypot(
        FUNCTIONAL_AXIS_SD_DEG,
        (axis.spreadRad * DEG_PER_RAD) / Math.sqrt(Math.max(1, recording.flexions)),
      ),
      flexionRangeDeg: refinement.flexionRangeDeg,
      refinement: refinement.kind,
      refinementDeg: refinement.turnDeg,
    },
    axisToVerticalDeg:
      angleBetween(meanDirection([...thighAxes, ...shankAxes]), [0, 0, 1]) * DEG_PER_RAD,
    axisDisagreementDeg:
      angleBetween(meanDirection(thighAxes), meanDirection(shankAxes)) * DEG_PER_RAD,
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

function calibrationHeading(
  { thigh, shank, standingFrames, rateHz }: LegRecording,
  thighArm: Vec3,
  shankArm: Vec3,
): { headingRad: number; consistency: number } {
  const link = new LinkAcceleration(rateHz, thighArm, shankArm);
  let c = 0;
  let s = 0;
  let strength = 0;
  for (let i = standingFrames; i < thigh.length; i++) {
    const evidence = link.step(thigh[i], shank[i]);
    c += evidence.c;
    s += evidence.s;
    strength += Math.hypot(evidence.c, evidence.s);
  }
  return {
    headingRad: Math.atan2(s, c),
    consistency: strength === 0 ? 0 : Math.hypot(c, s) / strength,
  };
}

/** Segment to sensor: y the standing vertical, z the common horizontal axis made square to it. */
function poseZeroFrame(
  sensorToEarth: readonly Mat3[],
  standingFrames: number,
  rightward: Vec3,
  up: Vec3,
): Mat3 {
  const right = meanDirection(
    sensorToEarth.slice(0, standingFrames).map((m) => applyTransposed(m, rightward)),
  );
  const x = normalize(cross(up, right));
  return fromColumns(x, up, cross(x, up));
}

/** Heading of the leg's forward direction in the thigh's earth frame when it stands as calibrated. */
export function standingForwardRad(
  thighToEarth: Mat3,
  shankToCommonEarth: Mat3,
  thighFrame: Mat3,
  shankFrame: Mat3,
): number {
  const z = add(
    apply(thighToEarth, column(thighFrame, 2)),
    apply(shankToCommonEarth, column(shankFrame, 2)),
  );
  return Math.atan2(z[1], z[0]) + Math.PI / 2;
}

function meanDirection(vectors: readonly Vec3[]): Vec3 {
  return normalize(vectors.reduce<Vec3>((sum, v) => add(sum, v), [0, 0, 0]));
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

/** Direction of the vertical in sensor axes. */
export function verticalInSensor(state: SensorState): Vec3 {
  return quatRotate(quatConjugate(state.orientation), [0, 0, 1]);
}
