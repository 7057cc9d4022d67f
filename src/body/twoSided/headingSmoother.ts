import { wrapAngle } from '../../geometry/angles.ts';
import { DRIFT_NOISE, doubted, HEADING_NOISE, INITIAL_DRIFT_SD } from '../relativeHeading.ts';

/** Each time the whole stretch is known better, so that what is off is seen to be off. */
const PASSES = 3;

/** An instant at which something is known of a heading. */
export interface HeadingNode {
  readonly timeS: number;
  /** Variance that comes in on the way from the node before, beside that of the filter, rad². */
  readonly lostVariance: number;
  readonly measured: readonly MeasuredHeading[];
}

export interface MeasuredHeading {
  readonly headingRad: number;
  readonly variance: number;
  /** Whether it is trusted less the further it is off. */
  readonly isDoubtful: boolean;
}

export interface SmoothedHeading {
  /** Unwrapped, one per node. */
  readonly headingRad: Float64Array;
  readonly variance: Float64Array;
}

/** x and P of every node, four columns of P for what is predicted and what is corrected. */
class Columns {
  readonly heading: Float64Array;
  readonly drift: Float64Array;
  readonly p00: Float64Array;
  readonly p01: Float64Array;
  readonly p11: Float64Array;

  constructor(n: number) {
    this.heading = new Float64Array(n);
    this.drift = new Float64Array(n);
    this.p00 = new Float64Array(n);
    this.p01 = new Float64Array(n);
    this.p11 = new Float64Array(n);
  }
}

/**
 * Heading and its drift from what is measured before and after each node: the two-state filter of
 * `RelativeHeading` with its noises, and the smoother of Rauch, Tung & Striebel (AIAA J, 1965).
 * @param nodes ascending in time
 * @param startRad near the heading of the first
 * @param startVariance of that, rad²
 */
export function smoothHeading(
  nodes: readonly HeadingNode[],
  startRad: number,
  startVariance: number,
): SmoothedHeading {
  const n = nodes.length;
  let known: Float64Array | null = null;
  let result: SmoothedHeading = { headingRad: new Float64Array(n), variance: new Float64Array(n) };
  if (n === 0) return result;
  for (let pass = 0; pass < PASSES; pass++) {
    const predicted = new Columns(n);
    const corrected = new Columns(n);
    filter(nodes, { startRad, startVariance, known }, predicted, corrected);
    result = smooth(nodes, predicted, corrected);
    known = result.headingRad;
  }
  return result;
}

interface Start {
  readonly startRad: number;
  readonly startVariance: number;
  /** Headings of a pass before, against which measurements are doubted. */
  readonly known: Float64Array | null;
}

function filter(
  nodes: readonly HeadingNode[],
  { startRad, startVariance, known }: Start,
  predicted: Columns,
  corrected: Columns,
): void {
  let x = startRad;
  let v = 0;
  let p00 = startVariance;
  let p01 = 0;
  let p11 = INITIAL_DRIFT_SD ** 2;
  for (let k = 0; k < nodes.length; k++) {
    const { timeS, lostVariance, measured } = nodes[k];
    if (k > 0) {
      const dt = timeS - nodes[k - 1].timeS;
      x += v * dt;
      p00 += dt * (2 * p01 + dt * p11) + HEADING_NOISE * dt + lostVariance;
      p01 += dt * p11;
      p11 += DRIFT_NOISE * dt;
    }
    store(predicted, k, x, v, p00, p01, p11);
    for (const { headingRad, variance, isDoubtful } of measured) {
      const e = wrapAngle(headingRad - x);
      const off = known === null ? e : wrapAngle(headingRad - known[k]);
      const s = p00 + variance * (isDoubtful ? doubted(off) : 1);
      const k0 = p00 / s;
      const k1 = p01 / s;
      x += k0 * e;
      v += k1 * e;
      p11 -= k1 * p01;
      p01 -= k0 * p01;
      p00 -= k0 * p00;
    }
    store(corrected, k, x, v, p00, p01, p11);
  }
}

function store(
  columns: Columns,
  k: number,
  heading: number,
  drift: number,
  p00: number,
  p01: number,
  p11: number,
): void {
  columns.heading[k] = heading;
  columns.drift[k] = drift;
  columns.p00[k] = p00;
  columns.p01[k] = p01;
  columns.p11[k] = p11;
}

function smooth(
  nodes: readonly HeadingNode[],
  predicted: Columns,
  corrected: Columns,
): SmoothedHeading {
  const n = nodes.length;
  const headingRad = new Float64Array(n);
  const variance = new Float64Array(n);
  let x = corrected.heading[n - 1];
  let v = corrected.drift[n - 1];
  let p00 = corrected.p00[n - 1];
  let p01 = corrected.p01[n - 1];
  let p11 = corrected.p11[n - 1];
  headingRad[n - 1] = x;
  variance[n - 1] = p00;
  for (let k = n - 2; k >= 0; k--) {
    const dt = nodes[k + 1].timeS - nodes[k].timeS;
    const [a00, a01, a11] = [corrected.p00[k], corrected.p01[k], corrected.p11[k]];
    const [b00, b01, b11] = [predicted.p00[k + 1], predicted.p01[k + 1], predicted.p11[k + 1]];
    const det = b00 * b11 - b01 * b01;
    // P Fᵀ, and the gain P Fᵀ B⁻¹.
    const f00 = a00 + dt * a01;
    const f10 = a01 + dt * a11;
    const c00 = (f00 * b11 - a01 * b01) / det;
    const c01 = (a01 * b00 - f00 * b01) / det;
    const c10 = (f10 * b11 - a11 * b01) / det;
    const c11 = (a11 * b00 - f10 * b01) / det;
    const dx = x - predicted.heading[k + 1];
    const dv = v - predicted.drift[k + 1];
    const [d00, d01, d11] = [p00 - b00, p01 - b01, p11 - b11];
    x = corrected.heading[k] + c00 * dx + c01 * dv;
    v = corrected.drift[k] + c10 * dx + c11 * dv;
    p00 = a00 + c00 * (c00 * d00 + c01 * d01) + c01 * (c00 * d01 + c01 * d11);
    p01 = a01 + c10 * (c00 * d00 + c01 * d01) + c11 * (c00 * d01 + c01 * d11);
    p11 = a11 + c10 * (c10 * d00 + c11 * d01) + c11 * (c10 * d01 + c11 * d11);
    headingRad[k] = x;
    variance[k] = p00;
  }
  return { headingRad, variance };
}
