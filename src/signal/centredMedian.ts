/**
 * Median over an odd number of values, told for the one in their middle: no lag in time, known
 * `lag` values late. A value that is missing (NaN) counts as larger than any other.
 */
export class CentredMedian {
  /** By how many values the middle lies behind the newest. */
  readonly lag: number;
  readonly #window: Float64Array;
  readonly #sorted: Float64Array;
  #count = 0;

  /** @param width odd number of values; an even one is taken for the next odd one */
  constructor(width: number) {
    this.lag = Math.floor(width / 2);
    this.#window = new Float64Array(2 * this.lag + 1);
    this.#sorted = new Float64Array(2 * this.lag + 1);
  }

  /** @returns the median about the value `lag` ago; NaN until the window is full */
  step(value: number): number {
    const { length } = this.#window;
    this.#window[this.#count % length] = value;
    this.#count++;
    if (this.#count < length) return Number.NaN;
    this.#sorted.set(this.#window);
    return this.#sorted.sort()[this.lag];
  }

  reset(): void {
    this.#count = 0;
  }
}
