import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { type Mat3, multiply, rotationFromVector } from '../../geometry/rotation.ts';
import type { Side } from '../../model/placement.ts';
import { percentile } from '../../signal/statistics.ts';
import { type KneeAngles, kneeAngles } from '../jointAngles.ts';
import type { AxisPrior } from './axisPrior.ts';
import { invert, solve } from './linearAlgebra.ts';

/**
 * Change per degree of flexion that a knee shows, and how far people differ in it: 5° to 15° of
 * internal rotation over 90°, and little valgus, of either sign.
 */
const VALGUS_SLOPE = -0.05;
const VALGUS_SLOPE_SD = 0.06;
const INTERNAL_ROTATION_SLOPE = 0.1;
const INTERNAL_ROTATION_SLOPE_SD = 0.03;
const COUPLING_SD_DEG = 4;
const EFFECTIVE_SAMPLES = 20;
const ITERATIONS = 6;
const DIFFERENCE = 1e-4;

const MIN_FLEXION_RANGE_DEG = 60;
const MIN_AXIS_SHARE = 0.83;
/** A turn further than this from what was known before was not sagittal. */
const MAX_TURN_DEG = 8;

export interface Refinement {
  readonly kind: 'couplingPrior' | 'none';
  /** Turn about segment x and y, degrees. */
  readonly turnDeg: readonly [number, number];
  /** Covariance of that turn, (x x, x y, y y), degrees²; absent where nothing was refined. */
  readonly turnCovarianceDeg2?: readonly [number, number, number];
  readonly flexionRangeDeg: number;
}

export const NO_REFINEMENT = {
  kind: 'none',
  turnDeg: [0, 0],
} as const satisfies Partial<Refinement>;

/**
 * Turns both segment frames by one small rotation, weighing two explanations of the frontal
 * and transverse angles seen in the calibration movement: misplaced axes, and the person's own
 * coupling, which is estimated beside them under a population prior. It uses the calibration
 * movement alone, and is refused when that movement was not sagittal.
 * @param thigh, shank segment to world per frame, pose-zero frames, one common heading
 * @param weights of each frame, 0 for those not used
 */
export function refineByCoupling(
  thigh: readonly Mat3[],
  shank: readonly Mat3[],
  weights: Float64Array,
  axisShare: number,
  prior: AxisPrior,
  side: Side,
): Refinement {
  const used: number[] = [];
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > 0) {
      used.push(i);
      total += weights[i];
    }
  }
  const residuals = ([aboutX, aboutY, valgusSlope, rotationSlope]: readonly number[]): number[] => {
    const turn = turnMatrix(aboutX, aboutY);
    const out = [
      (aboutX - prior.aboutXDeg) / prior.aboutXSdDeg,
      (aboutY - prior.aboutYDeg) / prior.aboutYSdDeg,
      (valgusSlope - VALGUS_SLOPE) / VALGUS_SLOPE_SD,
      (rotationSlope - INTERNAL_ROTATION_SLOPE) / INTERNAL_ROTATION_SLOPE_SD,
    ];
    for (const i of used) {
      const w = Math.sqrt((EFFECTIVE_SAMPLES * weights[i]) / total) / COUPLING_SD_DEG;
      const a = kneeAngles(multiply(thigh[i], turn), multiply(shank[i], turn), side);
      out.push(w * (a.kneeValgusDeg - valgusSlope * a.kneeFlexionDeg));
      out.push(w * (a.kneeInternalRotationDeg - rotationSlope * a.kneeFlexionDeg));
    }
    return out;
  };
  if (used.length === 0) return { ...NO_REFINEMENT, flexionRangeDeg: 0 };
  const flexion = used.map(
    (i): KneeAngles['kneeFlexionDeg'] => kneeAngles(thigh[i], shank[i], side).kneeFlexionDeg,
  );
  const flexionRangeDeg = percentile(flexion, 97) - percentile(flexion, 3);
  const { x, covariance } = leastSquares(residuals, [
    prior.aboutXDeg,
    prior.aboutYDeg,
    VALGUS_SLOPE,
    INTERNAL_ROTATION_SLOPE,
  ]);
  const [aboutX, aboutY] = x;
  const sagittal =
    flexionRangeDeg >= MIN_FLEXION_RANGE_DEG &&
    axisShare >= MIN_AXIS_SHARE &&
    Math.abs(aboutX - prior.aboutXDeg) <= MAX_TURN_DEG &&
    Math.abs(aboutY - prior.aboutYDeg) <= MAX_TURN_DEG;
  return sagittal
    ? {
        kind: 'couplingPrior',
        turnDeg: [aboutX, aboutY],
        turnCovarianceDeg2: [covariance[0][0], covariance[0][1], covariance[1][1]],
        flexionRangeDeg,
      }
    : { ...NO_REFINEMENT, flexionRangeDeg };
}

/** The rotation of a refinement, to be applied on the right of a segment frame. */
export function turnMatrix(aboutXDeg: number, aboutYDeg: number): Mat3 {
  return rotationFromVector([aboutXDeg * RAD_PER_DEG, aboutYDeg * RAD_PER_DEG, 0]);
}

interface Estimate {
  readonly x: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/**
 * Gauss–Newton with a numeric Jacobian; the problem is small and nearly linear. Residuals are in
 * units of their own standard deviation, so the covariance is (JᵀJ)⁻¹ of the last step.
 */
function leastSquares(
  residuals: (x: readonly number[]) => number[],
  start: readonly number[],
): Estimate {
  let x = [...start];
  let normal: number[][] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const r = residuals(x);
    const jacobian = x.map((_, k) => {
      const moved = residuals(x.map((value, i) => (i === k ? value + DIFFERENCE : value)));
      return moved.map((value, i) => (value - r[i]) / DIFFERENCE);
    });
    normal = jacobian.map((a) => jacobian.map((b) => dotProduct(a, b)));
    const delta = solve(
      normal,
      jacobian.map((a) => dotProduct(a, r)),
    );
    x = x.map((value, i) => value - delta[i]);
  }
  return { x, covariance: invert(normal) };
}

function dotProduct(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
