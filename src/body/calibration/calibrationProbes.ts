import { DEG_PER_RAD, RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { quatRotate, quatToMatrix } from '../../geometry/quaternion.ts';
import {
  applyTransposed,
  column,
  type Mat3,
  multiply,
  rotationZ,
} from '../../geometry/rotation.ts';
import { angleBetween, dot, norm, type Vec3 } from '../../geometry/vector.ts';
import { EARTH_TO_ISB } from '../../geometry/worlds.ts';
import type { LegCalibration } from '../../model/calibration.ts';
import { percentile } from '../../signal/statistics.ts';
import { fppaDeg, inView } from '../frontalMeasures.ts';
import { type KneeAngles, kneeAngles } from '../jointAngles.ts';
import type { SensorState } from '../sensorState.ts';
import type { LegRecording } from './calibrateLeg.ts';
import { CHECK_LIMITS } from './checks/checkLimits.ts';
import { turnMatrix } from './couplingRefinement.ts';
import { fitLeverArms, UNKNOWN_PLACEMENT } from './leverArms.ts';
import { type PrincipalAxis, principalAxis } from './linearAlgebra.ts';
import { meanDirection, verticalInSensor } from './segmentFrames.ts';

const ACTIVE_RADPS = 0.5;
/** One heading holds for this long of the movement, s. */
const HEADING_S = 20;
export const REST_RADPS = 10 * RAD_PER_DEG;
/** The stand after the movement is told from this much of it, s. */
export const REST_S = 0.2;
const UPRIGHT_RAD = 18 * RAD_PER_DEG;
/** The rest is looked for in this much at the end, s. */
const LAST_S = 2;
/** Beyond this ratio the upper sensor behaves as an upper one, whatever the arms say. */
const SUSPECT_RATIO = 0.8;

/** What the calibration movement says of the calibration that was made on it. */
export interface LegProbes {
  /**
   * Slopes over knee flexion: of valgus with the final axes, and of the projection angle in the plane
   * that the sensors themselves turned in (the knee's course inward). A knee that goes inward takes the
   * plane of the sweep with it; thigh and shank turn about themselves meanwhile, and that shows. Null
   * without movement.
   */
  readonly crossTalk: number | null;
  readonly kneeTracking: number | null;
  /** Share of each sensor's own turning along one axis, 0..1. */
  readonly thighAxisShare: number;
  readonly shankAxisShare: number;
  /** Knee angles of the stand after the movement; null where there was none. */
  readonly standingRepeat: KneeAngles | null;
  /** Thigh against shank: the larger of tilt and vertical acceleration; below 0.8 is swapped. */
  readonly upperRatio: number;
}

/** Looks at a calibrated leg in its own calibration movement. */
export function probeLeg(
  recording: LegRecording,
  leg: LegCalibration,
  after: readonly { readonly thigh: SensorState; readonly shank: SensorState }[],
): LegProbes {
  const { thigh, shank, standingFrames, rateHz } = recording;
  const pose = poser(leg);
  const end = Math.min(thigh.length, standingFrames + Math.round(HEADING_S * rateHz));
  const valgus = new Slope();
  const tracking = new Slope();
  const thighOwn = ownAxis(thigh.slice(standingFrames));
  const shankOwn = ownAxis(shank.slice(standingFrames));
  const ownRad = (headingOf(leg.thigh, thighOwn.axis) + headingOf(leg.shank, shankOwn.axis)) / 2;
  for (let i = standingFrames; i < end; i++) {
    if (Math.max(norm(thigh[i].angularRate), norm(shank[i].angularRate)) < ACTIVE_RADPS) continue;
    const { knee, thighAxis, shankAxis } = pose(thigh[i], shank[i]);
    valgus.add(knee.kneeFlexionDeg, knee.kneeValgusDeg);
    const shankSeen = inView(shankAxis, ownRad);
    const thighSeen = inView(thighAxis, ownRad);
    tracking.add(knee.kneeFlexionDeg, fppaDeg(shankSeen, thighSeen, leg.side));
  }
  return {
    crossTalk: valgus.slope,
    kneeTracking: tracking.slope,
    thighAxisShare: thighOwn.share,
    shankAxisShare: shankOwn.share,
    standingRepeat: standingRepeat(
      {
        ...recording,
        thigh: [...thigh, ...after.map((state) => state.thigh)],
        shank: [...shank, ...after.map((state) => state.shank)],
      },
      pose,
    ),
    upperRatio: upperRatio(recording),
  };
}

interface LegPoseSeen {
  readonly knee: KneeAngles;
  /** Long axes in the ISB world whose X is the leg's forward direction. */
  readonly thighAxis: Vec3;
  readonly shankAxis: Vec3;
}

function poser(leg: LegCalibration): (thigh: SensorState, shank: SensorState) => LegPoseSeen {
  const toWorld = multiply(EARTH_TO_ISB, rotationZ(-leg.legForwardRad));
  const shankToWorld = multiply(toWorld, rotationZ(leg.relativeHeadingRad));
  const thighFrame = quatToMatrix(leg.thigh.segmentToSensor);
  const shankFrame = quatToMatrix(leg.shank.segmentToSensor);
  const refinement = turnMatrix(leg.refinementDeg[0], leg.refinementDeg[1]);
  return (thigh, shank) => {
    const t: Mat3 = multiply(toWorld, quatToMatrix(thigh.orientation), thighFrame);
    const s: Mat3 = multiply(shankToWorld, quatToMatrix(shank.orientation), shankFrame);
    return {
      knee: kneeAngles(multiply(t, refinement), multiply(s, refinement), leg.side),
      thighAxis: column(t, 1),
      shankAxis: column(s, 1),
    };
  };
}

function standingRepeat(
  { thigh, shank, standingFrames, rateHz }: LegRecording,
  pose: ReturnType<typeof poser>,
): KneeAngles | null {
  const before = Math.floor(standingFrames / 2);
  const thighUp = verticalInSensor(thigh[before]);
  const shankUp = verticalInSensor(shank[before]);
  const wanted = Math.round(REST_S * rateHz);
  let run = 0;
  for (let i = thigh.length - 1; i >= thigh.length - LAST_S * rateHz && i > standingFrames; i--) {
    const rests =
      norm(thigh[i].angularRate) < REST_RADPS &&
      norm(shank[i].angularRate) < REST_RADPS &&
      angleBetween(verticalInSensor(thigh[i]), thighUp) < UPRIGHT_RAD &&
      angleBetween(verticalInSensor(shank[i]), shankUp) < UPRIGHT_RAD;
    run = rests ? run + 1 : 0;
    if (run < wanted) continue;
    const poses = Array.from({ length: run }, (_, k) => pose(thigh[i + k], shank[i + k]).knee);
    const mean = (of: (knee: KneeAngles) => number): number =>
      poses.reduce((sum, knee) => sum + of(knee), 0) / run;
    return {
      kneeFlexionDeg: mean((knee) => knee.kneeFlexionDeg),
      kneeValgusDeg: mean((knee) => knee.kneeValgusDeg),
      kneeInternalRotationDeg: mean((knee) => knee.kneeInternalRotationDeg),
    };
  }
  return null;
}

/**
 * In a squat the thigh tilts further than the shank and goes up and down more, and the knee lies
 * below its sensor. Where both figures are the wrong way round, lever arms fitted without any idea
 * of the placement decide: a heel lifted behind looks alike but for them.
 */
function upperRatio({ thigh, shank, standingFrames, rateHz }: LegRecording): number {
  const thighUp = meanDirection(thigh.slice(0, standingFrames).map((state) => state.acceleration));
  const shankUp = meanDirection(shank.slice(0, standingFrames).map((state) => state.acceleration));
  const movingThigh = thigh.slice(standingFrames);
  const movingShank = shank.slice(standingFrames);
  const thighTilt = tilt(movingThigh, thighUp);
  const shankTilt = tilt(movingShank, shankUp);
  const ratio = Math.max(thighTilt / shankTilt, upAndDown(movingThigh) / upAndDown(movingShank));
  if (!(ratio < SUSPECT_RATIO)) return Number.isFinite(ratio) ? ratio : 1;
  // No squat at all: it is done again anyway, and the fit is costly. Not told by the flexion found,
  // which swapped sensors make small.
  if ((thighTilt + shankTilt) * DEG_PER_RAD < CHECK_LIMITS.flexionRange.limit) return 1;
  const active = thigh.map(
    (state, i) =>
      i >= standingFrames &&
      Math.max(norm(state.angularRate), norm(shank[i].angularRate)) > ACTIVE_RADPS,
  );
  const arms = fitLeverArms(thigh, shank, active, rateHz, UNKNOWN_PLACEMENT);
  return dot(arms.thigh, thighUp) < dot(arms.shank, shankUp) ? ratio : 1;
}

function tilt(states: readonly SensorState[], up: Vec3): number {
  return percentile(
    states.map((state) => angleBetween(verticalInSensor(state), up)),
    97,
  );
}

/** Standard deviation of the vertical acceleration. */
function upAndDown(states: readonly SensorState[]): number {
  let sum = 0;
  let squares = 0;
  for (const { orientation, acceleration } of states) {
    const up = quatRotate(orientation, acceleration)[2] - STANDARD_GRAVITY;
    sum += up;
    squares += up * up;
  }
  const mean = sum / states.length;
  return Math.sqrt(Math.max(0, squares / states.length - mean * mean));
}

function ownAxis(states: readonly SensorState[]): PrincipalAxis {
  const m = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const { angularRate: w } of states) {
    if (norm(w) < ACTIVE_RADPS) continue;
    for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) m[a][b] += w[a] * w[b];
  }
  return principalAxis(m);
}

/** Heading of an axis, sensor axes, against the segment's z, rad about its y; of its end to the right. */
function headingOf({ segmentToSensor }: LegCalibration['thigh'], axis: Vec3): number {
  const [x, , z] = applyTransposed(quatToMatrix(segmentToSensor), axis);
  return Math.atan(x / z);
}

/** Least squares of y over x. */
class Slope {
  #n = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #xy = 0;

  add(x: number, y: number): void {
    this.#n++;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#xy += x * y;
  }

  /** null without two different x. */
  get slope(): number | null {
    const spread = this.#n * this.#xx - this.#x * this.#x;
    return spread > 1e-9 ? (this.#n * this.#xy - this.#x * this.#y) / spread : null;
  }
}
