/**
 * Span of a mean, s. One pair tells little: the radio delivers together what became ready between two
 * of its events, and apart what became ready on either side of one.
 */
const WINDOW_S = 1;

/** A mean of so many sampling periods is a shift: aligned it is what lies between the two, below a half. */
const SHIFTED_SAMPLES = 0.8;

/**
 * Successive means that must agree, at first and where the pairs were aligned before: as long as the
 * radio's events fall between the two streams, aligned pairs arrive apart as well.
 */
const AGREEING_MEANS = { atFirst: 2, settled: 4 };
/** How far apart they may be, in sampling periods. */
const AGREEMENT_SAMPLES = 0.5;

/** A stall parts one pair by more, which is no shift. */
const LONGEST_LAG_SAMPLES = 12;

/** Tells from when pairs arrive whether two streams are paired by so many samples amiss. */
export class ArrivalLag {
  readonly #windowSamples: number;
  #sum = 0;
  #samples = 0;
  #settled = false;
  /** Successive means that showed the same shift. */
  #shifted: number[] = [];

  constructor(rateHz: number) {
    this.#windowSamples = WINDOW_S * rateHz;
  }

  /** From here on less is needed to see a shift: something has happened. */
  unsettle(): void {
    this.#settled = false;
  }

  /**
   * @param lagSamples how much later than their partners samples of one stream came, in sampling periods
   * @param samples how many these are
   * @returns by how many samples that stream is paired too late; 0 as long as nothing shows
   */
  add(lagSamples: number, samples: number): number {
    const longest = LONGEST_LAG_SAMPLES;
    this.#sum += samples * Math.max(-longest, Math.min(longest, lagSamples));
    this.#samples += samples;
    if (this.#samples < this.#windowSamples) return 0;
    const mean = this.#sum / this.#samples;
    this.#sum = 0;
    this.#samples = 0;
    return this.#judge(mean);
  }

  #judge(mean: number): number {
    if (Math.abs(mean) < SHIFTED_SAMPLES) {
      this.#settled = true;
      this.#shifted = [];
      return 0;
    }
    const agrees = this.#shifted.every((other) => Math.abs(other - mean) <= AGREEMENT_SAMPLES);
    this.#shifted = agrees ? [...this.#shifted, mean] : [mean];
    const { length } = this.#shifted;
    if (length < (this.#settled ? AGREEING_MEANS.settled : AGREEING_MEANS.atFirst)) return 0;
    const shift = Math.round(this.#shifted.reduce((sum, each) => sum + each) / length);
    this.#shifted = [];
    this.#settled = false;
    return shift;
  }
}
