import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { apply, applyTransposed, type Mat3, multiply, transpose } from '../../geometry/rotation.ts';
import { cross, dot, norm, scale, subtract, type Vec3 } from '../../geometry/vector.ts';
import { percentile } from '../../signal/statistics.ts';
import { type PrincipalAxis, principalAxis } from './linearAlgebra.ts';

const REWEIGHTINGS = 8;
/** Sine of the turn below which another round changes nothing. */
const SETTLED = 1e-6;
const ANGLE_SCALE = Math.sin(20 * RAD_PER_DEG);

export interface FlexionAxis {
  /** Unit flexion axis towards the subject's right, in each sensor's axes. */
  readonly thigh: Vec3;
  readonly shank: Vec3;
  /** Share of the relative rate along the axis, 0..1. */
  readonly share: number;
  /** Root mean square angle of the relative rate to the axis, robustly weighted, rad. */
  readonly spreadRad: number;
  /** Weight of each sample, 0 for those not used. */
  readonly weights: Float64Array;
}

export interface RelativeMotion {
  /** Shank to thigh sensor rotation per frame. */
  readonly shankToThigh: readonly Mat3[];
  readonly thighRate: readonly Vec3[];
  readonly shankRate: readonly Vec3[];
  readonly active: readonly boolean[];
  /** Number of leading frames in which the leg stands straight. */
  readonly standingFrames: number;
}

/**
 * The axis about which the shank turns on the thigh: principal axis of the *relative* rate,
 * reweighted by each sample's angle to it so that impacts and twists do not drag it.
 * The relative rate is used because thigh and shank each turn about other axes too.
 */
export function findFlexionAxis(motion: RelativeMotion): FlexionAxis {
  const { shankToThigh, active } = motion;
  const inShank = shankToThigh.map((m, i) =>
    subtract(motion.shankRate[i], applyTransposed(m, motion.thighRate[i])),
  );
  const inThigh = shankToThigh.map((m, i) => apply(m, inShank[i]));
  const { axis: shank, weights } = robustAxis(inShank, active);
  const thigh = principalAxis(scatter(inThigh, weights));
  let shankAxis = shank.axis;
  let thighAxis = thigh.axis;
  const agreement = shankToThigh.reduce(
    (sum, m, i) => sum + weights[i] * dot(apply(m, shankAxis), thighAxis),
    0,
  );
  if (agreement < 0) thighAxis = scale(thighAxis, -1);
  if (!flexesPositively(motion, shankAxis)) {
    shankAxis = scale(shankAxis, -1);
    thighAxis = scale(thighAxis, -1);
  }
  return {
    thigh: thighAxis,
    shank: shankAxis,
    share: shank.share,
    spreadRad: weightedSpread(inShank, shankAxis, weights),
    weights,
  };
}

/**
 * The axis one segment turned about, + as `like`: of its sensor's rates, or of the sweep of its long
 * axis, which in a sagittal movement is square to the plane of the leg.
 */
export function findSegmentAxis(
  rates: readonly Vec3[],
  active: readonly boolean[],
  like: Vec3,
): Vec3 {
  const { axis } = robustAxis(rates, active).axis;
  return dot(axis, like) < 0 ? scale(axis, -1) : axis;
}

function robustAxis(
  rates: readonly Vec3[],
  active: readonly boolean[],
): { axis: PrincipalAxis; weights: Float64Array } {
  const weights = Float64Array.from(active, (on) => (on ? 1 : 0));
  let axis = principalAxis(scatter(rates, weights));
  for (let round = 0; round < REWEIGHTINGS; round++) {
    for (let i = 0; i < weights.length; i++) {
      if (!active[i]) continue;
      const off = sineToAxis(rates[i], axis.axis) / ANGLE_SCALE;
      weights[i] = (1 + off * off) ** -2;
    }
    const previous = axis.axis;
    axis = principalAxis(scatter(rates, weights));
    if (norm(cross(previous, axis.axis)) < SETTLED) break;
  }
  return { axis, weights };
}

function scatter(rates: readonly Vec3[], weights: Float64Array): number[][] {
  const m = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (let i = 0; i < rates.length; i++) {
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) m[a][b] += weights[i] * rates[i][a] * rates[i][b];
    }
  }
  return m;
}

function sineToAxis(rate: Vec3, axis: Vec3): number {
  const size = norm(rate);
  return size === 0 ? 0 : norm(cross(rate, axis)) / size;
}

function weightedSpread(rates: readonly Vec3[], axis: Vec3, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < rates.length; i++) {
    if (weights[i] === 0) continue;
    // Energy-weighted, as the principal axis itself is.
    const w = weights[i] * dot(rates[i], rates[i]);
    sum += w * sineToAxis(rates[i], axis) ** 2;
    total += w;
  }
  return total === 0 ? Math.PI / 2 : Math.asin(Math.min(1, Math.sqrt(sum / total)));
}

/**
 * With z to the right the shank turns negatively about it as the knee flexes. Judged by the pose
 * against standing, not by the turns since: the movement may begin with the knee bent.
 */
function flexesPositively(motion: RelativeMotion, axis: Vec3): boolean {
  const { shankToThigh, active, standingFrames } = motion;
  const standing = shankToThigh[Math.floor(standingFrames / 2)];
  const flexion: number[] = [];
  for (let i = standingFrames; i < shankToThigh.length; i++) {
    if (!active[i]) continue;
    const turn = multiply(transpose(standing), shankToThigh[i]);
    flexion.push(-dot(sineOfTurn(turn), axis));
  }
  return percentile(flexion, 98) > Math.abs(percentile(flexion, 2));
}

/** The axis of a turn of less than half a circle, as long as the sine of its angle. */
function sineOfTurn(m: Mat3): Vec3 {
  return [(m[7] - m[5]) / 2, (m[2] - m[6]) / 2, (m[3] - m[1]) / 2];
}
