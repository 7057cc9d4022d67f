import { DEG_PER_RAD, RAD_PER_DEG, wrapAngle } from '../../geometry/angles.ts';
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
  dot,
  norm,
  normalize,
  scale,
  subtract,
  type Vec3,
} from '../../geometry/vector.ts';
import { EARTH_TO_ISB } from '../../geometry/worlds.ts';
import type { LegCalibration } from '../../model/calibration.ts';
import type { Side } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { SensorState } from '../sensorState.ts';
import { refineByCoupling } from './couplingRefinement.ts';
import { findFlexionAxis, findSegmentAxis } from './flexionAxis.ts';
import { findLeverArms } from './leverArms.ts';
import { IMPACT_HOLD_S, IMPACT_MPS2, LinkAcceleration, linkHeadingSd } from './linkAcceleration.ts';

const ACTIVE_RADPS = 0.5;
/** The mean helical axis of a knee is known to lie degrees off the anatomical one. */
const FUNCTIONAL_AXIS_SD_DEG = 2;
/** Thigh and shank each turn a little about their own long axis as the knee bends. */
const AXIS_HEADING_SD_RAD = 4 * RAD_PER_DEG;
/** What link acceleration leaves however strong it is. */
const LINK_SD_RAD = 1 * RAD_PER_DEG;

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
  const { thigh, shank, standingFrames, rateHz, side } = recording;
  const active = activeFrames(thigh, shank, standingFrames, rateHz);
  const standing = { thigh: thigh.slice(0, standingFrames), shank: shank.slice(0, standingFrames) };
  const thighUp = meanDirection(standing.thigh.map((state) => state.acceleration));
  const shankUp = meanDirection(standing.shank.map((state) => state.acceleration));
  const arms = findLeverArms(thigh, shank, active, rateHz, thighUp, shankUp);
  const link = linkHeading(recording, arms.thigh, arms.shank);

  const thighToEarth = thigh.map((state) => quatToMatrix(state.orientation));
  const shankToOwnEarth = shank.map((state) => quatToMatrix(state.orientation));
  const motion = {
    thighRate: thigh.map((state) => state.angularRate),
    shankRate: shank.map((state) => state.angularRate),
    active,
    rateHz,
  };
  const axis = findFlexionAxis({
    ...motion,
    shankToThigh: relativeRotations(thighToEarth, shankToOwnEarth, link.headingRad),
  });
  const thighAxis = squareTo(findSegmentAxis(motion.thighRate, active, axis.thigh), thighUp);
  const shankAxis = squareTo(findSegmentAxis(motion.shankRate, active, axis.shank), shankUp);
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
      relativeHeadingSdRad: heading.sdRad,
      headingConsistency: link.consistency,
      axisShare: axis.share,
      axisSdDeg: Math.hypot(
        FUNCTIONAL_AXIS_SD_DEG,
        (axis.spreadRad * DEG_PER_RAD) / Math.sqrt(Math.max(1, recording.flexions)),
      ),
      flexionRangeDeg: refinement.flexionRangeDeg,
      refinement: refinement.kind,
      refinementDeg: refinement.turnDeg,
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

interface LinkHeading {
  readonly headingRad: number;
  readonly sdRad: number;
  readonly consistency: number;
}

function linkHeading(
  { thigh, shank, standingFrames, rateHz }: LegRecording,
  thighArm: Vec3,
  shankArm: Vec3,
): LinkHeading {
  const link = new LinkAcceleration(rateHz, thighArm, shankArm);
  let c = 0;
  let s = 0;
  let strength = 0;
  let squares = 0;
  let power = 0;
  for (let i = standingFrames; i < thigh.length; i++) {
    const evidence = link.step(thigh[i], shank[i]);
    c += evidence.c;
    s += evidence.s;
    const size = Math.hypot(evidence.c, evidence.s);
    strength += size;
    squares += size * evidence.power;
    power += size;
  }
  return {
    headingRad: Math.atan2(s, c),
    sdRad: Math.hypot(linkHeadingSd(power === 0 ? 0 : squares / power), LINK_SD_RAD),
    consistency: strength === 0 ? 0 : Math.hypot(c, s) / strength,
  };
}

/** Heading of the second vector's earth frame in the first's if both vectors point one way. */
function headingBetween(first: Vec3, second: Vec3): number {
  return Math.atan2(first[1], first[0]) - Math.atan2(second[1], second[0]);
}

/**
 * Two independent witnesses of the relative heading, weighted by their variances: link
 * acceleration, sharp in quick movement, and the axis both segments turned about, sharp in
 * slow sagittal movement.
 */
function fuseHeadings(
  link: LinkHeading,
  axisHeadingRad: number,
): { headingRad: number; sdRad: number } {
  const linkWeight = 1 / link.sdRad ** 2;
  const axisWeight = 1 / AXIS_HEADING_SD_RAD ** 2;
  const share = linkWeight / (linkWeight + axisWeight);
  return {
    headingRad: wrapAngle(axisHeadingRad + share * wrapAngle(link.headingRad - axisHeadingRad)),
    sdRad: 1 / Math.sqrt(linkWeight + axisWeight),
  };
}

function relativeRotations(
  thighToEarth: readonly Mat3[],
  shankToOwnEarth: readonly Mat3[],
  headingRad: number,
): Mat3[] {
  const turn = rotationZ(headingRad);
  return thighToEarth.map((m, i) => multiply(transpose(m), turn, shankToOwnEarth[i]));
}

function squareTo(axis: Vec3, up: Vec3): Vec3 {
  return normalize(subtract(axis, scale(up, dot(axis, up))));
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

/** Relative heading at which both segments would be turned as in the calibration standing. */
export function standingRelativeRad(
  thighToEarth: Mat3,
  shankToOwnEarth: Mat3,
  thighFrame: Mat3,
  shankFrame: Mat3,
): number {
  return headingBetween(
    apply(thighToEarth, column(thighFrame, 2)),
    apply(shankToOwnEarth, column(shankFrame, 2)),
  );
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
