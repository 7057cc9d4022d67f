/** Gaps that are not bridged: behind each the attitude has to be found anew. */
export class LongGaps {
  #count = 0;
  #longestS = 0;
  #longestAtS = 0;

  get count(): number {
    return this.#count;
  }

  get longestS(): number {
    return this.#longestS;
  }

  /** Time of the last row before the longest gap, as the file gives it, s. */
  get longestAtS(): number {
    return this.#longestAtS;
  }

  /** The times of the rows on both sides of a gap, s. */
  add(fromS: number, toS: number): void {
    this.#count++;
    if (toS - fromS <= this.#longestS) return;
    this.#longestS = toS - fromS;
    this.#longestAtS = fromS;
  }
}
