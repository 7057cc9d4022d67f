/**
 * The low-pass of the orientation filter: for its first `tau` seconds the running mean of
 * its input, then a second-order Butterworth started in steady state at that mean, so that
 * a fresh filter converges at once instead of after several time constants.
 */
export class MeanFirstLowPass {
  readonly #b0: number;
  readonly #a1: number;
  readonly #a2: number;
  readonly #startAfter: number;
  readonly #s0: Float64Array;
  readonly #s1: Float64Array;
  #count = 0;
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
    this.value = new Float64Array(channels);
  }

  /** Call once per sample before the channels. */
  beginSample(): void {
    if (this.#count <= this.#startAfter) this.#count++;
  }

  step(channel: number, x: number): number {
    const s0 = this.#s0;
    const s1 = this.#s1;
    const b0 = this.#b0;
    if (this.#count <= this.#startAfter) {
      s0[channel] += x;
      const mean = s0[channel] / this.#count;
      if (this.#count + 1 > this.#startAfter) {
        s0[channel] = mean * (1 - b0);
        s1[channel] = mean * (b0 - this.#a2);
      }
      this.value[channel] = mean;
      return mean;
    }
    const y = b0 * x + s0[channel];
    s0[channel] = 2 * b0 * x - this.#a1 * y + s1[channel];
    s1[channel] = b0 * x - this.#a2 * y;
    this.value[channel] = y;
    return y;
  }
}
