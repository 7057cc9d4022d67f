/**
 * The low-pass of the orientation filter: for its first `tau` seconds the running mean of
 * its input, then a second-order Butterworth started in steady state at that mean, so that
 * a fresh filter converges at once instead of after several time constants.
 *
 * Per sample: fill `input`, call `update`, read `value`. Arrays, because a number handed to
 * or from a call that is not inlined is allocated.
 */
export class MeanFirstLowPass {
  readonly #b0: number;
  readonly #a1: number;
  readonly #a2: number;
  readonly #startAfter: number;
  readonly #s0: Float64Array;
  readonly #s1: Float64Array;
  #count = 0;
  /** One element per channel. */
  readonly input: Float64Array;
  /** The latest output, one element per channel. */
  readonly value: Float64Array;

  constructor(tauS: number, periodS: number, channels: number) {
    const c = Math.tan((Math.SQRT2 / (2 * tauS)) * periodS);
    const d = c * c + Math.SQRT2 * c + 1;
    this.#b0 = (c * c) / d;
    this.#a1 = (2 * (c * c - 1)) / d;
    this.#a2 = (1 - Math.SQRT2 * c + c * c) / d;
    this.#startAfter = tauS / periodS;
    this.#s0 = new Float64Array(channels);
    this.#s1 = new Float64Array(channels);
    this.input = new Float64Array(channels);
    this.value = new Float64Array(channels);
  }

  update(): void {
    if (this.#count <= this.#startAfter) this.#count++;
    if (this.#count <= this.#startAfter) {
      this.#average();
      return;
    }
    const { input, value } = this;
    const s0 = this.#s0;
    const s1 = this.#s1;
    const b0 = this.#b0;
    const a1 = this.#a1;
    const a2 = this.#a2;
    for (let i = 0; i < input.length; i++) {
      const x = input[i];
      const y = b0 * x + s0[i];
      s0[i] = 2 * b0 * x - a1 * y + s1[i];
      s1[i] = b0 * x - a2 * y;
      value[i] = y;
    }
  }

  #average(): void {
    const { input, value } = this;
    const last = this.#count + 1 > this.#startAfter;
    for (let i = 0; i < input.length; i++) {
      this.#s0[i] += input[i];
      const mean = this.#s0[i] / this.#count;
      if (last) {
        this.#s0[i] = mean * (1 - this.#b0);
        this.#s1[i] = mean * (this.#b0 - this.#a2);
      }
      value[i] = mean;
    }
  }
}
