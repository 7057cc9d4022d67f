/** Half the width of the window, s: −3 dB at 12 Hz, where walking has nothing more to say. */
const HALF_WIDTH_S = 0.03;

/**
 * A Hann window over the rate of the shank. It is symmetric, so what comes out belongs to an instant
 * `lag` frames ago and is not late: a causal filter would date every contact 20 ms too late.
 */
export class SmoothRate {
  readonly lag: number;
  readonly #weights: Float64Array;
  readonly #window: Float64Array;
  #count = 0;

  constructor(rateHz: number) {
    this.lag = Math.max(1, Math.round(HALF_WIDTH_S * rateHz));
    const width = 2 * this.lag + 1;
    const weights = Float64Array.from(
      { length: width },
      (_, i) => Math.sin((Math.PI * (i + 1)) / (width + 1)) ** 2,
    );
    const sum = weights.reduce((total, each) => total + each, 0);
    this.#weights = weights.map((each) => each / sum);
    this.#window = new Float64Array(width);
  }

  /** @returns the smooth value `lag` frames ago; NaN until enough of them are known */
  step(value: number): number {
    const { length } = this.#window;
    this.#window[this.#count % length] = value;
    this.#count++;
    if (this.#count < length) return Number.NaN;
    let sum = 0;
    for (let i = 0; i < length; i++) {
      sum += this.#weights[i] * this.#window[(this.#count + i) % length];
    }
    return sum;
  }

  reset(): void {
    this.#count = 0;
  }
}
