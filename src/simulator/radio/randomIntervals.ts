import type { Random } from '../random.ts';

/** How often something begins and how long it lasts. */
export interface IntervalRates {
  /** Beginnings per second of the time between; 0 for never. */
  readonly perSecond: number;
  readonly shortestMs: number;
  readonly longestMs: number;
  /** None begins before this long after the origin, s; default 0. */
  readonly fromS?: number;
}

/**
 * Intervals that begin at random (exponential gaps) and last a uniformly drawn time: a course of
 * events fixed by the seed alone, whenever and however often it is looked at.
 */
export class RandomIntervals {
  readonly #random: Random;
  readonly #rates: IntervalRates;
  #startUs: number;
  #endUs: number;

  /** @param originUs when the first gap begins, but for `fromS` */
  constructor(random: Random, rates: IntervalRates, originUs: number) {
    this.#random = random;
    this.#rates = rates;
    const fromUs = originUs + (rates.fromS ?? 0) * 1e6;
    this.#startUs = fromUs;
    this.#endUs = fromUs;
  }

  /** The end of the interval that holds `nowUs`, null between intervals; times never go back. */
  endAt(nowUs: number): number | null {
    while (nowUs >= this.#endUs) this.#draw();
    return nowUs >= this.#startUs ? this.#endUs : null;
  }

  #draw(): void {
    const { perSecond, shortestMs, longestMs } = this.#rates;
    const gapS = -Math.log(1 - this.#random.uniform(0, 1)) / perSecond;
    this.#startUs = perSecond > 0 ? this.#endUs + gapS * 1e6 : Number.POSITIVE_INFINITY;
    this.#endUs = this.#startUs + this.#random.uniform(shortestMs, longestMs) * 1000;
  }
}
