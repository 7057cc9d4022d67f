import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { quatConjugate, quatMultiply, quatToMatrix } from '../../geometry/quaternion.ts';
import { norm, scale, type Vec3 } from '../../geometry/vector.ts';
import { butterworthLowPass, LowPass } from '../../signal/butterworth.ts';
import type { SensorState } from '../sensorState.ts';
import { invert } from './linearAlgebra.ts';
import { angularAcceleration, IMPACT_HOLD_S, IMPACT_MPS2 } from './linkAcceleration.ts';

const CUTOFF_HZ = 8;
/** Beyond this the two are not out of step but not on one leg, s. */
const MAX_OFFSET_S = 0.06;
/** Where the search may begin, ms: in quick movement it would not find its way over more than 10. */
const STARTS_MS = [0, -40, -20, 20, 40];
const ITERATIONS = 20;
const SETTLED_S = 1e-4;
/** Residual beyond which a frame counts linearly, m/s². */
const SOFT_SCALE_MPS2 = 0.5;
/** Errors next to each other are one error: the variance is reckoned over blocks of this, s. */
const BLOCK_S = 1;
/** With fewer blocks the variance is a guess. */
const LEAST_BLOCKS = 6;
/** Stretches around movement count too: where it begins and ends it tells most. */
const AROUND_S = 0.5;
/**
 * What no residual tells, ms: scale and misaligned axes leave 0.6 in simulated squats, a sensor that
 * does not sample as often as there are frames 1.3; skin that follows late made 3 to 4 of nothing in
 * one person's drop landings.
 */
const SYSTEMATIC_SD_MS = 2;

/** Sensors sit this far above and below the knee, more or less, m. */
const ARM_M = 0.15;
/** Turned by this share of what the rate says, and by this much more, frames are missing. */
const GAP_SHARE = 1.5;
const GAP_RAD = 0.2 * RAD_PER_DEG;
/** What is known of the other unknowns before: one standard deviation. */
const ARM_SD_M = 0.05;
const FORCE_BIAS_SD_MPS2 = 0.3;

/** Lever arm and force bias of each sensor, then the offset. */
const UNKNOWNS = 13;
const THIGH = 0;
const SHANK = 6;
const BIAS = 3;
const OFFSET = 12;

export interface SensorOffset {
  /** By how much the shank's times are late against the thigh's, ms; negative where early. */
  readonly offsetMs: number;
  /** One standard deviation, ms. */
  readonly sdMs: number;
}

/**
 * The offset in time between the two sensors of a leg, from the vertical acceleration of the knee
 * between them, which each of them knows: least squares over the offset together with lever arms and
 * accelerometer biases. The method is our own. It takes the vertical alone, for the inclination of
 * the orientation filter trails every movement a little, which the horizontal shows as a delay (6 ms
 * in slow squats) and the vertical in second order only. What stems from the pose, as misaligned axes
 * do, is the same on the way down and up and so says nothing about time.
 * @param thigh, shank one state per frame
 * @param active frames in which the leg moves
 * @param thighUp, shankUp direction of the vertical in standing, sensor axes
 * @returns null where there is less than 6 s of movement, or nothing within ±60 ms fits
 */
export function findSensorOffset(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  active: readonly boolean[],
  rateHz: number,
  thighUp: Vec3,
  shankUp: Vec3,
): SensorOffset | null {
  const used = usedFrames(thigh, shank, active, rateHz);
  const blockFrames = Math.round(BLOCK_S * rateHz);
  if (used.length < LEAST_BLOCKS * blockFrames) return null;
  const fit = new VerticalFit(
    verticalSeries(thigh, rateHz),
    verticalSeries(shank, rateHz),
    rateHz,
    [...scale(thighUp, ARM_M), 0, 0, 0, ...scale(shankUp, -ARM_M), 0, 0, 0, 0],
  );
  fit.startAtBest(used, STARTS_MS);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const movedS = fit.improve(used);
    if (!(Math.abs(fit.offsetS) <= MAX_OFFSET_S)) return null;
    if (movedS > SETTLED_S) continue;
    const sdMs = 1000 * Math.sqrt(fit.offsetVariance(used, blockFrames));
    return { offsetMs: 1000 * fit.offsetS, sdMs: Math.hypot(sdMs, SYSTEMATIC_SD_MS) };
  }
  return null;
}

/** Frames are missing between two where the sensor turned further than its rate says. */
function isGap(before: SensorState, after: SensorState, rateHz: number): boolean {
  const [w, x, y, z] = quatMultiply(quatConjugate(before.orientation), after.orientation);
  const turned = 2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w));
  const said = Math.max(norm(before.angularRate), norm(after.angularRate)) / rateHz;
  return turned > GAP_SHARE * said + GAP_RAD;
}

/** Movement and what is just around it, without impacts and gaps and with room to shift. */
function usedFrames(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  active: readonly boolean[],
  rateHz: number,
): number[] {
  const margin = Math.ceil(MAX_OFFSET_S * rateHz) + 3;
  const around = Math.round(AROUND_S * rateHz);
  const hold = Math.round((IMPACT_HOLD_S + MAX_OFFSET_S) * rateHz);
  const near = new Uint8Array(thigh.length);
  active.forEach((moves, i) => {
    if (moves) near.fill(1, Math.max(0, i - around), i + around);
  });
  thigh.forEach((state, i) => {
    const struck = Math.max(norm(state.acceleration), norm(shank[i].acceleration)) > IMPACT_MPS2;
    const cut =
      i > 0 && (isGap(thigh[i - 1], state, rateHz) || isGap(shank[i - 1], shank[i], rateHz));
    if (struck || cut) near.fill(0, Math.max(0, i - margin), i + hold);
  });
  const used: number[] = [];
  for (let i = margin; i < thigh.length - margin; i++) if (near[i] === 1) used.push(i);
  return used;
}

/** Per frame the vertical part of: the force; the matrix K of a = force + K r; the sensor's axes. */
const CELLS = 7;
const ARM_CELLS = 1;
const AXIS_CELLS = 4;

function verticalSeries(states: readonly SensorState[], rateHz: number): Float64Array {
  const filter = new LowPass(butterworthLowPass(CUTOFF_HZ, rateHz), CELLS);
  const series = new Float64Array(CELLS * states.length);
  const cells = new Float64Array(CELLS);
  states.forEach((state, i) => {
    const before = states[Math.max(0, i - 1)];
    const after = states[Math.min(states.length - 1, i + 1)];
    const [ax, ay, az] = angularAcceleration(before, after, rateHz);
    const [x, y, z] = state.angularRate;
    const toEarth = quatToMatrix(state.orientation);
    // The filter's attitude is that at the end of a sample's period, half of one ahead of its middle.
    const was = quatToMatrix(before.orientation);
    const ux = (toEarth[6] + was[6]) / 2;
    const uy = (toEarth[7] + was[7]) / 2;
    const uz = (toEarth[8] + was[8]) / 2;
    const [fx, fy, fz] = state.acceleration;
    cells[0] = ux * fx + uy * fy + uz * fz;
    cells[1] = ux * (-y * y - z * z) + uy * (x * y + az) + uz * (x * z - ay);
    cells[2] = ux * (x * y - az) + uy * (-x * x - z * z) + uz * (y * z + ax);
    cells[3] = ux * (x * z + ay) + uy * (y * z - ax) + uz * (-x * x - y * y);
    cells[4] = ux;
    cells[5] = uy;
    cells[6] = uz;
    filter.step(cells);
    series.set(cells, CELLS * i);
  });
  return series;
}

/** Gauss–Newton over all unknowns; a residual is the thigh's knee minus the shank's, m/s². */
class VerticalFit {
  readonly #thigh: Float64Array;
  readonly #shank: Float64Array;
  readonly #rateHz: number;
  readonly #start: readonly number[];
  #x: number[];
  readonly #slope = new Float64Array(UNKNOWNS);
  #residual = 0;
  #lastStep = 0;
  #covariance: number[][] = [];

  constructor(thigh: Float64Array, shank: Float64Array, rateHz: number, start: readonly number[]) {
    this.#thigh = thigh;
    this.#shank = shank;
    this.#rateHz = rateHz;
    this.#start = start;
    this.#x = [...start];
  }

  get offsetS(): number {
    return this.#x[OFFSET];
  }

  /** Begins where all else, fitted, leaves the least: nearest to where it would settle. */
  startAtBest(used: readonly number[], offsetsMs: readonly number[]): void {
    let best = { cost: Number.POSITIVE_INFINITY, x: this.#x };
    for (const offsetMs of offsetsMs) {
      this.#x = [...this.#start];
      this.#x[OFFSET] = offsetMs / 1000;
      this.#step(used, OFFSET);
      const { cost } = this.#normalEquations(used);
      if (cost < best.cost) best = { cost, x: this.#x };
    }
    this.#x = best.x;
  }

  /** One step. @returns by how much the offset moved, s */
  improve(used: readonly number[]): number {
    return Math.abs(this.#step(used, UNKNOWNS)[OFFSET]);
  }

  /** Moves the first `free` unknowns. @returns by how much each moved */
  #step(used: readonly number[], free: number): number[] {
    const { normal, gradient, cost } = this.#normalEquations(used);
    const noise2 = Math.max(1e-6, cost / used.length);
    for (let a = 0; a < OFFSET; a++) {
      const precision = noise2 / (a % 6 < BIAS ? ARM_SD_M : FORCE_BIAS_SD_MPS2) ** 2;
      normal[a][a] += precision;
      gradient[a] += precision * (this.#x[a] - this.#start[a]);
    }
    this.#covariance = invert(normal.slice(0, free).map((row) => row.slice(0, free)));
    const step = this.#covariance.map((row) =>
      row.reduce((sum, value, b) => sum + value * gradient[b], 0),
    );
    // A step back over the last one went too far: weights and priors change with what is left over.
    const goesBack = step.length > OFFSET && step[OFFSET] * this.#lastStep < 0;
    if (step.length > OFFSET) this.#lastStep = step[OFFSET];
    const part = goesBack ? 0.5 : 1;
    step.forEach((value, a) => {
      this.#x[a] -= part * value;
    });
    return step;
  }

  #normalEquations(used: readonly number[]): {
    normal: number[][];
    gradient: number[];
    cost: number;
  } {
    const normal = Array.from({ length: UNKNOWNS }, () => new Array<number>(UNKNOWNS).fill(0));
    const gradient = new Array<number>(UNKNOWNS).fill(0);
    let cost = 0;
    for (const i of used) {
      const weight = this.#linearise(i);
      const slope = this.#slope;
      cost += weight * this.#residual ** 2;
      for (let a = 0; a < UNKNOWNS; a++) {
        gradient[a] += weight * slope[a] * this.#residual;
        for (let b = 0; b < UNKNOWNS; b++) normal[a][b] += weight * slope[a] * slope[b];
      }
    }
    return { normal, gradient, cost };
  }

  /** Of the offset after the last step, s²; errors within a block count as one. */
  offsetVariance(used: readonly number[], blockFrames: number): number {
    const influence = this.#covariance[OFFSET];
    const sums = new Map<number, number>();
    for (const i of used) {
      const weight = this.#linearise(i);
      const along = this.#slope.reduce((sum, value, a) => sum + value * influence[a], 0);
      const block = Math.floor(i / blockFrames);
      sums.set(block, (sums.get(block) ?? 0) + weight * along * this.#residual);
    }
    return [...sums.values()].reduce((total, sum) => total + sum * sum, 0);
  }

  /** Puts residual and slopes of frame `i` in place. @returns its weight */
  #linearise(i: number): number {
    const x = this.#x;
    const slope = this.#slope;
    const shifted = i + x[OFFSET] * this.#rateHz;
    let residual = this.#thigh[CELLS * i] - cellAt(this.#shank, 0, shifted);
    let speed = rateOfCell(this.#shank, 0, shifted);
    for (let c = 0; c < 6; c++) {
      const cell = c < BIAS ? ARM_CELLS + c : AXIS_CELLS + c - BIAS;
      slope[THIGH + c] = -this.#thigh[CELLS * i + cell];
      slope[SHANK + c] = cellAt(this.#shank, cell, shifted);
      residual += slope[THIGH + c] * x[THIGH + c] + slope[SHANK + c] * x[SHANK + c];
      speed -= rateOfCell(this.#shank, cell, shifted) * x[SHANK + c];
    }
    slope[OFFSET] = -speed * this.#rateHz;
    this.#residual = residual;
    return 1 / Math.sqrt(1 + (residual / SOFT_SCALE_MPS2) ** 2);
  }
}

/** Cubic (Catmull–Rom) between frames: a straight line would blur what is fast. */
function cellAt(series: Float64Array, cell: number, position: number): number {
  const k = Math.floor(position);
  const u = position - k;
  const at = CELLS * (k - 1) + cell;
  return (
    u * (-0.5 + u * (1 - 0.5 * u)) * series[at] +
    (1 + u * u * (-2.5 + 1.5 * u)) * series[at + CELLS] +
    u * (0.5 + u * (2 - 1.5 * u)) * series[at + 2 * CELLS] +
    u * u * (-0.5 + 0.5 * u) * series[at + 3 * CELLS]
  );
}

/** Per frame. */
function rateOfCell(series: Float64Array, cell: number, position: number): number {
  return cellAt(series, cell, position + 0.5) - cellAt(series, cell, position - 0.5);
}
