import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import { type Mat3, multiply, rotationFromVector } from '../../geometry/rotation.ts';
import type { Side } from '../../model/placement.ts';
import { percentile } from '../../signal/statistics.ts';
import { type KneeAngles, kneeAngles } from '../jointAngles.ts';
import { solve } from './linearAlgebra.ts';

/** Change per degree of flexion that an unloaded knee is expected to show. */
const VALGUS_SLOPE = -0.05;
const INTERNAL_ROTATION_SLOPE = 0.1;
const COUPLING_SD_DEG = 4;
const FRONTAL_LEAN_SD_DEG = 3;
const MEDIOLATERAL_SD_DEG = 6;
const EFFECTIVE_SAMPLES = 20;
const ITERATIONS = 6;

const MIN_FLEXION_RANGE_DEG = 60;
const MIN_AXIS_SHARE = 0.83;
const MAX_TURN_DEG = 8;

export interface Refinement {
  readonly kind: 'couplingPrior' | 'none';
  /** Turn about segment x and y, degrees. */
  readonly turnDeg: readonly [number, number];
  readonly flexionRangeDeg: number;
}

/**
 * Turns both segment frames by one small rotation so that the calibration movement shows the
 * frontal and transverse coupling expected of a knee. The expectation is a population prior
 * of the calibration movement alone; it is refused when that movement was not sagittal.
 * @param thigh, shank segment to world per frame, pose-zero frames, one common heading
 * @param weights of each frame, 0 for those not used
 */
export function refineByCoupling(
  thigh: readonly Mat3[],
  shank: readonly Mat3[],
  weights: Float64Array,
  axisShare: number,
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
  const residuals = (turnDeg: readonly number[]): number[] => {
    const turn = turnMatrix(turnDeg[0], turnDeg[1]);
    const out = [turnDeg[0] / FRONTAL_LEAN_SD_DEG, turnDeg[1] / MEDIOLATERAL_SD_DEG];
    for (const i of used) {
      const w = Math.sqrt((EFFECTIVE_SAMPLES * weights[i]) / total) / COUPLING_SD_DEG;
      const a = kneeAngles(multiply(thigh[i], turn), multiply(shank[i], turn), side);
      out.push(w * (a.kneeValgusDeg - VALGUS_SLOPE * a.kneeFlexionDeg));
      out.push(w * (a.kneeInternalRotationDeg - INTERNAL_ROTATION_SLOPE * a.kneeFlexionDeg));
    }
    return out;
  };
  const flexion = used.map(
    (i): KneeAngles['kneeFlexionDeg'] => kneeAngles(thigh[i], shank[i], side).kneeFlexionDeg,
  );
  const flexionRangeDeg = percentile(flexion, 97) - percentile(flexion, 3);
  const turn = leastSquares(residuals);
  const sagittal =
    flexionRangeDeg >= MIN_FLEXION_RANGE_DEG &&
    axisShare >= MIN_AXIS_SHARE &&
    Math.abs(turn[0]) <= MAX_TURN_DEG &&
    Math.abs(turn[1]) <= MAX_TURN_DEG;
  return sagittal
    ? { kind: 'couplingPrior', turnDeg: turn, flexionRangeDeg }
    : { kind: 'none', turnDeg: [0, 0], flexionRangeDeg };
}

/** The rotation of a refinement, to be applied on the right of a segment frame. */
export function turnMatrix(aboutXDeg: number, aboutYDeg: number): Mat3 {
  return rotationFromVector([aboutXDeg * RAD_PER_DEG, aboutYDeg * RAD_PER_DEG, 0]);
}

function leastSquares(residuals: (x: readonly number[]) => number[]): [number, number] {
  const step = 0.01 * DEG_PER_RAD;
  const x: [number, number] = [0, 0];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const r = residuals(x);
    const jx = residuals([x[0] + step, x[1]]).map((value, i) => (value - r[i]) / step);
    const jy = residuals([x[0], x[1] + step]).map((value, i) => (value - r[i]) / step);
    const sum = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((total, value, i) => total + value * b[i], 0);
    const delta = solve(
      [
        [sum(jx, jx), sum(jx, jy)],
        [sum(jx, jy), sum(jy, jy)],
      ],
      [sum(jx, r), sum(jy, r)],
    );
    x[0] -= delta[0];
    x[1] -= delta[1];
  }
  return x;
}
