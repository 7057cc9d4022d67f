import { dot, scale, type Vec3 } from '../../geometry/vector.ts';
import { butterworthLowPass, LowPass } from '../../signal/butterworth.ts';
import type { SensorState } from '../sensorState.ts';
import { solve } from './linearAlgebra.ts';
import { angularAcceleration } from './linkAcceleration.ts';

const CUTOFF_HZ = 8;
/** Residual beyond which a sample counts linearly, m/s². */
const SOFT_SCALE_MPS2 = 0.5;
/** Neighbouring samples repeat each other: all of them count as this many. */
const EFFECTIVE_SAMPLES = 60;
const PRIOR_ALONG_M = 0.15;
const PRIOR_SD_ALONG_M = 0.06;
const PRIOR_SD_ACROSS_M = 0.05;
const ITERATIONS = 25;

export interface LeverArms {
  /** Joint centre to sensor, metres, sensor axes. */
  readonly thigh: Vec3;
  readonly shank: Vec3;
}

/** Filtered specific force and the matrix K of a = force + K r, one sensor, one sample. */
interface ArmSample {
  readonly force: Vec3;
  readonly k: Float64Array;
}

/** What is known of both arms before any movement: x, y, z of the thigh's, then of the shank's. */
export interface ArmPrior {
  /** Metres, sensor axes. */
  readonly arms: readonly number[];
  /** Inverse covariance, 6 × 6, 1/m². */
  readonly precision: readonly (readonly number[])[];
}

/**
 * Sensors anywhere within arm's reach of the joint. It settles what the movement cannot show,
 * such as the place of the joint centre along the axis of a hinge.
 */
export const UNKNOWN_PLACEMENT: ArmPrior = Object.freeze({
  arms: new Array<number>(6).fill(0),
  precision: Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => (i === j ? 1 : 0)),
  ),
});

/**
 * Where the knee centre lies from each sensor: the arms for which the joint's specific force
 * has the same size from both sides (Seel, Schauer & Raisch 2012), soft-L1, with a placement
 * prior of 15 cm above and below the knee along the limb.
 * @param active frames in which the leg moves and nothing struck it
 * @param thighUp, shankUp direction of the vertical in standing, sensor axes
 */
export function findLeverArms(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  active: readonly boolean[],
  rateHz: number,
  thighUp: Vec3,
  shankUp: Vec3,
): LeverArms {
  return fitLeverArms(thigh, shank, active, rateHz, {
    arms: [...scale(thighUp, PRIOR_ALONG_M), ...scale(shankUp, -PRIOR_ALONG_M)],
    precision: priorPrecision(thighUp, shankUp),
  });
}

/** The same for any two segments on one joint, with what is known of where their sensors sit. */
export function fitLeverArms(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  active: readonly boolean[],
  rateHz: number,
  placement: ArmPrior,
): LeverArms {
  const { arms: prior, precision } = placement;
  const s1 = armSamples(thigh, rateHz);
  const s2 = armSamples(shank, rateHz);
  const used: number[] = [];
  for (let i = 1; i < s1.length - 1; i += 2) if (active[i]) used.push(i);

  let r = [...prior];
  let cost = Number.POSITIVE_INFINITY;
  let damping = 1e-3;
  let step = linearise(s1, s2, used, r, prior, precision);
  cost = step.cost;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const damped = step.hessian.map((row, i) =>
      row.map((h, j) => (i === j ? h * (1 + damping) : h)),
    );
    const delta = solve(damped, step.gradient);
    const candidate = r.map((value, i) => value - delta[i]);
    const next = linearise(s1, s2, used, candidate, prior, precision);
    if (next.cost <= cost) {
      const converged = cost - next.cost < 1e-9 * cost;
      r = candidate;
      cost = next.cost;
      step = next;
      damping = Math.max(damping / 5, 1e-9);
      if (converged) break;
    } else {
      damping *= 10;
    }
  }
  return { thigh: [r[0], r[1], r[2]], shank: [r[3], r[4], r[5]] };
}

function armSamples(states: readonly SensorState[], rateHz: number): ArmSample[] {
  const filter = new LowPass(butterworthLowPass(CUTOFF_HZ, rateHz), 12);
  const cells = new Float64Array(12);
  return states.map((state, i) => {
    const before = states[Math.max(0, i - 1)];
    const after = states[Math.min(states.length - 1, i + 1)];
    const [ax, ay, az] = angularAcceleration(before, after, rateHz);
    const [x, y, z] = state.angularRate;
    cells.set(state.acceleration, 0);
    cells.set(
      [
        -y * y - z * z,
        x * y - az,
        x * z + ay,
        x * y + az,
        -x * x - z * z,
        y * z - ax,
        x * z - ay,
        y * z + ax,
        -x * x - y * y,
      ],
      3,
    );
    filter.step(cells);
    return { force: [cells[0], cells[1], cells[2]], k: cells.slice(3) };
  });
}

function priorPrecision(thighUp: Vec3, shankUp: Vec3): number[][] {
  const across = 1 / PRIOR_SD_ACROSS_M ** 2;
  const along = 1 / PRIOR_SD_ALONG_M ** 2;
  const matrix = Array.from({ length: 6 }, () => new Array<number>(6).fill(0));
  for (const [offset, up] of [
    [0, thighUp],
    [3, shankUp],
  ] as const) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        matrix[offset + i][offset + j] = (i === j ? across : 0) + (along - across) * up[i] * up[j];
      }
    }
  }
  return matrix;
}

function linearise(
  s1: readonly ArmSample[],
  s2: readonly ArmSample[],
  used: readonly number[],
  r: readonly number[],
  prior: readonly number[],
  precision: ArmPrior['precision'],
): { cost: number; gradient: number[]; hessian: number[][] } {
  const weight = EFFECTIVE_SAMPLES / Math.max(1, used.length) / SOFT_SCALE_MPS2 ** 2;
  const hessian = precision.map((row) => [...row]);
  const off = r.map((value, i) => value - prior[i]);
  const gradient = precision.map((row) => row.reduce((sum, p, j) => sum + p * off[j], 0));
  let cost = off.reduce((sum, value, i) => sum + value * gradient[i], 0);
  const j = new Array<number>(6);
  for (const i of used) {
    const n1 = sizeAndSlope(s1[i], r[0], r[1], r[2], j, 0, -1);
    const n2 = sizeAndSlope(s2[i], r[3], r[4], r[5], j, 3, 1);
    const e = n1 - n2;
    const root = Math.sqrt(1 + (e / SOFT_SCALE_MPS2) ** 2);
    cost += weight * SOFT_SCALE_MPS2 ** 2 * 2 * (root - 1);
    const w = weight / root;
    for (let a = 0; a < 6; a++) {
      gradient[a] += w * j[a] * e;
      for (let b = 0; b < 6; b++) hessian[a][b] += w * j[a] * j[b];
    }
  }
  return { cost, gradient, hessian };
}

/** |force − K r|, and its slope against r times `sign` of the residual, into `slope`. */
function sizeAndSlope(
  { force, k }: ArmSample,
  x: number,
  y: number,
  z: number,
  slope: number[],
  at: number,
  sign: number,
): number {
  const joint: Vec3 = [
    force[0] - (k[0] * x + k[1] * y + k[2] * z),
    force[1] - (k[3] * x + k[4] * y + k[5] * z),
    force[2] - (k[6] * x + k[7] * y + k[8] * z),
  ];
  const size = Math.max(Math.sqrt(dot(joint, joint)), 1e-9);
  for (let c = 0; c < 3; c++) {
    slope[at + c] = (sign * (k[c] * joint[0] + k[3 + c] * joint[1] + k[6 + c] * joint[2])) / size;
  }
  return size;
}
