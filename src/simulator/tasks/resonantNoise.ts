import type { Random } from '../random.ts';

const FREQUENCY_HZ = 0.4;
const DAMPING = 0.5;
const STEP_S = 0.02;
/** Steps after which the start is forgotten: e⁻¹² of it is left. */
const SETTLING_STEPS = 480;

/**
 * The sway of balance: a second-order autoregressive process of 0.4 Hz and damping 0.5, made twice
 * differentiable by a cubic B-spline over its steps. From 0 to `durationS` its mean is 0 and its
 * root mean square `rms`; it goes on for `leadS` before and after, and has no value beyond.
 */
export class ResonantNoise {
  private readonly weights: Float64Array;
  private readonly leadS: number;

  constructor(random: Random, durationS: number, leadS: number, rms: number) {
    const lead = Math.ceil(leadS / STEP_S) + 1;
    const inner = Math.round(durationS / STEP_S);
    this.weights = normalised(autoregressive(random, inner + 2 * lead + 3), lead, inner, rms);
    this.leadS = lead * STEP_S;
  }

  at(timeS: number): number {
    const { weights } = this;
    const place = (timeS + this.leadS) / STEP_S;
    const i = Math.max(0, Math.min(weights.length - 4, Math.floor(place)));
    const u = Math.max(0, Math.min(1, place - i));
    const v = 1 - u;
    return (
      (v ** 3 * weights[i] +
        (3 * u ** 3 - 6 * u * u + 4) * weights[i + 1] +
        (3 * v ** 3 - 6 * v * v + 4) * weights[i + 2] +
        u ** 3 * weights[i + 3]) /
      6
    );
  }
}

function autoregressive(random: Random, steps: number): Float64Array {
  const rate = 2 * Math.PI * FREQUENCY_HZ;
  const radius = Math.exp(-DAMPING * rate * STEP_S);
  const angle = rate * Math.sqrt(1 - DAMPING * DAMPING) * STEP_S;
  const first = 2 * radius * Math.cos(angle);
  const second = -radius * radius;
  const values = new Float64Array(steps);
  let last = 0;
  let beforeLast = 0;
  for (let k = -SETTLING_STEPS; k < steps; k++) {
    const next = first * last + second * beforeLast + random.gaussian();
    beforeLast = last;
    last = next;
    if (k >= 0) values[k] = next;
  }
  return values;
}

/**
 * Weights scaled so that the spline, not they, has the mean 0 and the given root mean square over
 * `count` steps from `from` on.
 */
function normalised(weights: Float64Array, from: number, count: number, rms: number): Float64Array {
  const spline = Float64Array.from(
    { length: count },
    (_, k) => (weights[from + k] + 4 * weights[from + k + 1] + weights[from + k + 2]) / 6,
  );
  const mean = spline.reduce((sum, x) => sum + x, 0) / count;
  const spread = Math.sqrt(spline.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count);
  return weights.map((x) => ((x - mean) * rms) / spread);
}
