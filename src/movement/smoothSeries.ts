import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { Side } from '../model/placement.ts';
import { finiteStretches, zeroLagLowPass } from '../signal/zeroLag.ts';

/** A value this near to the peak counts as the peak, in the unit of the values. */
const NEAR_PEAK = 0.5;

/** Values over ascending times; NaN where one is not known. */
export class SmoothSeries {
  readonly #timesUs: Float64Array;
  readonly #values: Float64Array;

  constructor(timesUs: Float64Array, values: Float64Array) {
    this.#timesUs = timesUs;
    this.#values = values;
  }

  /** On the straight line between two times; null outside of them or where one is not known. */
  at(timeUs: number): number | null {
    const times = this.#timesUs;
    const after = times.findIndex((each) => each >= timeUs);
    if (after < 0) return null;
    if (times[after] === timeUs) return stated(this.#values[after]);
    if (after === 0) return null;
    const share = (timeUs - times[after - 1]) / (times[after] - times[after - 1]);
    return stated(this.#values[after - 1] * (1 - share) + this.#values[after] * share);
  }

  /** Largest known value from `fromUs` to `toUs`, both ends among them. */
  max(fromUs: number, toUs: number): number | null {
    return this.#extreme(fromUs, toUs, Math.max);
  }

  min(fromUs: number, toUs: number): number | null {
    return this.#extreme(fromUs, toUs, Math.min);
  }

  /** Mean of the known values from `fromUs` to `toUs`. */
  mean(fromUs: number, toUs: number): number | null {
    let sum = 0;
    let count = 0;
    for (const value of this.#known(fromUs, toUs)) {
      sum += value;
      count++;
    }
    return count === 0 ? this.at((fromUs + toUs) / 2) : sum / count;
  }

  /** Fastest increase from one time to the next, per second. */
  maxRate(fromUs: number, toUs: number): number | null {
    const times = this.#timesUs;
    let fastest: number | null = null;
    for (let i = 1; i < times.length; i++) {
      if (times[i - 1] < fromUs || times[i] > toUs) continue;
      const rate = (1e6 * (this.#values[i] - this.#values[i - 1])) / (times[i] - times[i - 1]);
      if (Number.isFinite(rate) && (fastest === null || rate > fastest)) fastest = rate;
    }
    return fastest;
  }

  /**
   * When it first came near its peak: the largest value before it first fell by
   * `turn`. Where it stays at its peak, noise alone would choose the instant.
   */
  peakUs(fromUs: number, toUs: number, turn: number): number | null {
    let peak = Number.NEGATIVE_INFINITY;
    let until = 0;
    for (; until < this.#timesUs.length && this.#timesUs[until] <= toUs; until++) {
      const value = this.#values[until];
      if (this.#timesUs[until] < fromUs || Number.isNaN(value)) continue;
      if (value <= peak - turn) break;
      peak = Math.max(peak, value);
    }
    const near = Math.min(turn / 2, NEAR_PEAK);
    for (let i = 0; i < until; i++) {
      if (this.#timesUs[i] >= fromUs && this.#values[i] >= peak - near) return this.#timesUs[i];
    }
    return null;
  }

  #extreme(fromUs: number, toUs: number, pick: (a: number, b: number) => number): number | null {
    const [first, last] = [this.at(fromUs), this.at(toUs)];
    let found: number | null = first ?? last;
    if (first !== null && last !== null) found = pick(first, last);
    for (const value of this.#known(fromUs, toUs)) {
      found = found === null ? value : pick(found, value);
    }
    return found;
  }

  *#known(fromUs: number, toUs: number): Generator<number> {
    for (let i = 0; i < this.#timesUs.length; i++) {
      if (this.#timesUs[i] < fromUs || this.#timesUs[i] > toUs) continue;
      if (!Number.isNaN(this.#values[i])) yield this.#values[i];
    }
  }
}

/** One leg over the frames, low-passed without lag where it is known. */
export function smoothSeries(
  frames: readonly BodyFrame[],
  side: Side,
  read: (leg: LegFrame) => number,
  cutoffHz: number,
  rateHz: number,
): SmoothSeries {
  const timesUs = Float64Array.from(frames, ({ timeUs }) => timeUs);
  const values = Float64Array.from(frames, ({ legs }) => {
    const leg = legs.find((each) => each.side === side);
    return leg ? read(leg) : Number.NaN;
  });
  for (const [from, end] of [...finiteStretches(values)]) {
    zeroLagLowPass(values, cutoffHz, rateHz, from, end);
  }
  return new SmoothSeries(timesUs, values);
}

function stated(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
