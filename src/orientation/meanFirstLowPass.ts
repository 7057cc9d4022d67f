import { Vector } from './state.ts';

/**
 * The low-pass of the orientation filter, for one vector: for its first `tau` seconds the
 * running mean of its input, then a second-order Butterworth started in steady state at that
 * mean, so that a fresh filter converges at once instead of after several time constants.
 *
 * Per sample: write it to `value` and call `update`, which filters it in place.
 */
export class MeanFirstLowPass {
  readonly #b0: number;
  readonly #a1: number;
  readonly #a2: number;
  readonly #startAfter: number;
  readonly #s0 = new Vector();
  readonly #s1 = new Vector();
  #count = 0;
  /** The sample, and after `update` the output. */
  readonly value = new Vector();

  constructor(tauS: number, periodS: number) {
    const c = Math.tan((Math.SQRT2 / (2 * tauS)) * periodS);
    const d = c * c + Math.SQRT2 * c + 1;
    this.#b0 = (c * c) / d;
    this.#a1 = (2 * (c * c - 1)) / d;
    this.#a2 = (1 - Math.SQRT2 * c + c * c) / d;
    this.#startAfter = tauS / periodS;
  }

  /** From the next sample on as fresh. */
  restart(): void {
    this.#count = 0;
    zero(this.#s0);
    zero(this.#s1);
  }

  update(): void {
    if (this.#count <= this.#startAfter && ++this.#count <= this.#startAfter) {
      this.#average();
      return;
    }
    const value = this.value;
    const s0 = this.#s0;
    const s1 = this.#s1;
    const b0 = this.#b0;
    const a1 = this.#a1;
    const a2 = this.#a2;
    const bx = b0 * value.x;
    const by = b0 * value.y;
    const bz = b0 * value.z;
    const x = bx + s0.x;
    const y = by + s0.y;
    const z = bz + s0.z;
    s0.x = 2 * bx - a1 * x + s1.x;
    s0.y = 2 * by - a1 * y + s1.y;
    s0.z = 2 * bz - a1 * z + s1.z;
    s1.x = bx - a2 * x;
    s1.y = by - a2 * y;
    s1.z = bz - a2 * z;
    value.x = x;
    value.y = y;
    value.z = z;
  }

  /** Until the Butterworth takes over, s0 is the sum of the samples. */
  #average(): void {
    const value = this.value;
    const s0 = this.#s0;
    const s1 = this.#s1;
    s0.x += value.x;
    s0.y += value.y;
    s0.z += value.z;
    value.x = s0.x / this.#count;
    value.y = s0.y / this.#count;
    value.z = s0.z / this.#count;
    if (this.#count + 1 <= this.#startAfter) return;
    const k0 = 1 - this.#b0;
    const k1 = this.#b0 - this.#a2;
    s0.x = value.x * k0;
    s0.y = value.y * k0;
    s0.z = value.z * k0;
    s1.x = value.x * k1;
    s1.y = value.y * k1;
    s1.z = value.z * k1;
  }
}

function zero(v: Vector): void {
  v.x = 0;
  v.y = 0;
  v.z = 0;
}
