/**
 * Pairs of a mean. One pair tells little: the radio delivers together what became ready between two of
 * its events, and apart what became ready on either side of one.
 */
const WINDOW_PAIRS = 64;

/** A mean of so many sampling periods is a shift: aligned it is what lies between the two, below a half. */
const SHIFTED_SAMPLES = 0.8;

/**
 * Means that must agree where the pairs were aligned before: as long as the radio's events fall between
 * the two streams, aligned pairs arrive apart as well.
 */
const AGREEING_MEANS = 4;

/** A stall parts one pair by more, which is no shift. */
const LONGEST_LAG_SAMPLES = 12;

/** Tells from when pairs arrive whether two streams are paired by so many samples amiss. */
export class ArrivalLag {
  #sum = 0;
  #pairs = 0;
  #settled = false;
  /** Successive means that showed a shift to the same side. */
  readonly #shifted: number[] = [];

  /** From here on less is needed to see a shift: something has happened. */
  unsettle(): void {
    this.#settled = false;
  }

  /**
   * @param lagSamples how much later than its partner the first of a pair came, in sampling periods
   * @returns by how many samples the first is paired too late; 0 as long as nothing shows
   */
  add(lagSamples: number): number {
    this.#sum += Math.max(-LONGEST_LAG_SAMPLES, Math.min(LONGEST_LAG_SAMPLES, lagSamples));
    this.#pairs++;
    if (this.#pairs < WINDOW_PAIRS) return 0;
    const mean = this.#sum / WINDOW_PAIRS;
    this.#sum = 0;
    this.#pairs = 0;
    return this.#judge(mean);
  }

  #judge(mean: number): number {
    const shifted = this.#shifted;
    if (Math.abs(mean) < SHIFTED_SAMPLES) {
      this.#settled = true;
      shifted.length = 0;
      return 0;
    }
    if (shifted.length > 0 && Math.sign(shifted[0]!) !== Math.sign(mean)) shifted.length = 0;
    shifted.push(mean);
    if (shifted.length < (this.#settled ? AGREEING_MEANS : 1)) return 0;
    const shift = shifted.reduce((sum, each) => sum + each) / shifted.length;
    shifted.length = 0;
    this.#settled = false;
    return Math.round(shift);
  }
}
