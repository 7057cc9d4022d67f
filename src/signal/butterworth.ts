/** Second-order Butterworth low-pass, in the transposed direct form II. */

export interface LowPassCoefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Bilinear transform with pre-warping; `cutoffHz` must lie below half of `rateHz`. */
export function butterworthLowPass(cutoffHz: number, rateHz: number): LowPassCoefficients {
  if (!(cutoffHz > 0) || cutoffHz >= rateHz / 2) {
    throw new RangeError(
      `low-pass cut-off ${cutoffHz} Hz; valid is above 0 and below half the rate (${rateHz / 2} Hz)`,
    );
  }
  const c = Math.tan((Math.PI * cutoffHz) / rateHz);
  const d = c * c + Math.SQRT2 * c + 1;
  const b0 = (c * c) / d;
  return {
    b0,
    b1: 2 * b0,
    b2: b0,
    a1: (2 * (c * c - 1)) / d,
    a2: (1 - Math.SQRT2 * c + c * c) / d,
  };
}

/** One causal low-pass over a fixed number of channels; starts in steady state at its first input. */
export class LowPass {
  readonly #k: LowPassCoefficients;
  readonly #s0: Float64Array;
  readonly #s1: Float64Array;
  #started = false;

  constructor(coefficients: LowPassCoefficients, channels = 1) {
    this.#k = coefficients;
    this.#s0 = new Float64Array(channels);
    this.#s1 = new Float64Array(channels);
  }

  /** Filters `values` in place, one element per channel. */
  step(values: Float64Array): void {
    const { b0, b1, b2, a1, a2 } = this.#k;
    const s0 = this.#s0;
    const s1 = this.#s1;
    if (!this.#started) {
      for (let i = 0; i < s0.length; i++) {
        s0[i] = values[i] * (1 - b0);
        s1[i] = values[i] * (b2 - a2);
      }
      this.#started = true;
    }
    for (let i = 0; i < s0.length; i++) {
      const x = values[i];
      const y = b0 * x + s0[i];
      s0[i] = b1 * x - a1 * y + s1[i];
      s1[i] = b2 * x - a2 * y;
      values[i] = y;
    }
  }

  reset(): void {
    this.#started = false;
  }
}

/** The one-channel form, for signals taken one number at a time. */
export class ScalarLowPass {
  readonly #filter: LowPass;
  readonly #cell = new Float64Array(1);

  constructor(coefficients: LowPassCoefficients) {
    this.#filter = new LowPass(coefficients);
  }

  step(value: number): number {
    this.#cell[0] = value;
    this.#filter.step(this.#cell);
    return this.#cell[0];
  }

  reset(): void {
    this.#filter.reset();
  }
}
