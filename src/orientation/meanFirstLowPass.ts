/**
 * The low-pass of the orientation filter: for its first `tau` seconds the running mean of
 * its input, then a second-order Butterworth started in steady state at that mean, so that
 * a fresh filter converges at once instead of after several time constants.
 *
 * Per sample: write it to `value` and call `update`, which filters it in place. An array,
 * because a number handed to or from a call that is not inlined is allocated.
 */
export class MeanFirstLowPass {
  readonly #b0: number;
  readonly #a1: number;
  readonly #a2: number;
  readonly #startAfter: number;
  /** Two elements per element of `value`. */
  readonly #state: Float64Array;
  #count = 0;
  /** The sample, and after `update` the output; three elements per vector. */
  readonly value: Float64Array;

  /** @param vectors how many vectors of three elements each */
  constructor(tauS: number, periodS: number, vectors: number) {
    const c = Math.tan((Math.SQRT2 / (2 * tauS)) * periodS);
    const d = c * c + Math.SQRT2 * c + 1;
    this.#b0 = (c * c) / d;
    this.#a1 = (2 * (c * c - 1)) / d;
    this.#a2 = (1 - Math.SQRT2 * c + c * c) / d;
    this.#startAfter = tauS / periodS;
    this.#state = new Float64Array(6 * vectors);
    this.value = new Float64Array(3 * vectors);
  }

  update(): void {
    if (this.#count <= this.#startAfter) this.#count++;
    if (this.#count <= this.#startAfter) {
      this.#average();
      return;
    }
    const value = this.value;
    const state = this.#state;
    const b0 = this.#b0;
    const a1 = this.#a1;
    const a2 = this.#a2;
    // Three at a time: the loop around them would cost a third of the whole filter.
    for (let i = 0, j = 0; i < value.length; i += 3, j += 6) {
      const bx = b0 * value[i];
      const by = b0 * value[i + 1];
      const bz = b0 * value[i + 2];
      const x = bx + state[j];
      const y = by + state[j + 2];
      const z = bz + state[j + 4];
      state[j] = 2 * bx - a1 * x + state[j + 1];
      state[j + 1] = bx - a2 * x;
      state[j + 2] = 2 * by - a1 * y + state[j + 3];
      state[j + 3] = by - a2 * y;
      state[j + 4] = 2 * bz - a1 * z + state[j + 5];
      state[j + 5] = bz - a2 * z;
      value[i] = x;
      value[i + 1] = y;
      value[i + 2] = z;
    }
  }

  #average(): void {
    const value = this.value;
    const state = this.#state;
    const last = this.#count + 1 > this.#startAfter;
    for (let i = 0; i < value.length; i++) {
      state[2 * i] += value[i];
      const mean = state[2 * i] / this.#count;
      if (last) {
        state[2 * i] = mean * (1 - this.#b0);
        state[2 * i + 1] = mean * (this.#b0 - this.#a2);
      }
      value[i] = mean;
    }
  }
}
