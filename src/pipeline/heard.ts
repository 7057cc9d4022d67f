/** What a sensor was late by counts for this long, and up to twice as long, µs. */
const MEMORY_US = 60_000_000;
/** A silence beyond the longest seen lately by this factor is over, as far as is known. */
const MARGIN = 1.2;
/** A longer silence is not waited for, so that it teaches nothing, µs. */
const LONGEST_US = 500_000;

/** When a sensor was last heard, and for how long it was silent before all that waited came. */
export class Heard {
  /** Reading of `FrameGrid.arrived` at its last packet, µs. */
  atUs: number;
  /** How long it had been silent before that, µs. */
  #silenceUs = 0;
  /** The longest that were waited out, in the minute that goes on and in the one before. */
  #longestUs = 0;
  #longestBeforeUs = 0;
  #minuteEndsUs = MEMORY_US;

  constructor(atUs = 0) {
    this.atUs = atUs;
  }

  /** A packet came at this reading of the grid. */
  again(atUs: number): void {
    this.#silenceUs = atUs - this.atUs;
    this.atUs = atUs;
  }

  /** The packet goes on where the one before ended: waiting for it would have been worth it. */
  nothingWasLost(): void {
    if (this.atUs >= this.#minuteEndsUs) {
      const isNext = this.atUs < this.#minuteEndsUs + MEMORY_US;
      this.#longestBeforeUs = isNext ? this.#longestUs : 0;
      this.#longestUs = 0;
      this.#minuteEndsUs = this.atUs + MEMORY_US;
    }
    if (this.#silenceUs <= LONGEST_US) this.#longestUs = Math.max(this.#longestUs, this.#silenceUs);
  }

  /** How long it may be silent before frames go on without it, µs. */
  budgetUs(leastUs: number): number {
    const seenUs = MARGIN * Math.max(this.#longestUs, this.#longestBeforeUs);
    return Math.max(leastUs, Math.min(seenUs, LONGEST_US));
  }
}
