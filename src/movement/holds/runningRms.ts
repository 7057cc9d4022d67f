/** Root mean square of a signal over the window that ends now. */
export class RunningRms {
  readonly #squares: Float64Array;
  #count = 0;
  #next = 0;

  /** @param windowS at least one period of `rateHz` */
  constructor(windowS: number, rateHz: number) {
    this.#squares = new Float64Array(Math.max(1, Math.round(windowS * rateHz)));
  }

  /** @returns ∞ until the window is full */
  step(value: number): number {
    this.#squares[this.#next] = value * value;
    this.#next = (this.#next + 1) % this.#squares.length;
    this.#count++;
    return this.value;
  }

  get value(): number {
    const { length } = this.#squares;
    if (this.#count < length) return Number.POSITIVE_INFINITY;
    // Summed anew: a running sum would carry the rounding of a shock for ever.
    return Math.sqrt(this.#squares.reduce((sum, square) => sum + square, 0) / length);
  }

  reset(): void {
    this.#count = 0;
  }
}
