/** Movement changes the force on a shank by less within this time; a foot that meets the floor does not. */
const BEFORE_S = 0.1;
const RISE_G = 0.3;

/** Tells the blow of a foot on the floor from the swing of its leg: it is large, and it is sudden. */
export class Blow {
  readonly #leastG: number;
  readonly #before: Float64Array;
  #count = 0;

  /** @param leastG least specific force of the shank, g */
  constructor(leastG: number, rateHz: number) {
    this.#leastG = leastG;
    this.#before = new Float64Array(Math.max(1, Math.round(BEFORE_S * rateHz)));
  }

  /** @returns whether this frame is one */
  step(forceG: number): boolean {
    const { length } = this.#before;
    const usualG = this.#before.reduce((sum, each) => sum + each, 0) / length;
    const isFull = this.#count >= length;
    this.#before[this.#count % length] = forceG;
    this.#count++;
    return isFull && forceG > this.#leastG && forceG - usualG > RISE_G;
  }

  reset(): void {
    this.#count = 0;
  }
}
