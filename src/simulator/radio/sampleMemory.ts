import { COUNTS_PER_SAMPLE, type ImuFeed } from '../imuFeed.ts';

/** Takes an inertial unit's samples in order, each once, and keeps the newest `depth` of them. */
export class SampleMemory {
  readonly #feed: ImuFeed;
  readonly #depth: number;
  readonly #rateHz: number;
  readonly #counts: Int16Array;
  #first = 0;
  #end = 0;

  /** @param rateHz at which samples are taken in true time, near the unit's nominal one */
  constructor(feed: ImuFeed, depth: number, rateHz: number) {
    this.#feed = feed;
    this.#rateHz = rateHz;
    this.#depth = depth;
    this.#counts = new Int16Array(COUNTS_PER_SAMPLE * depth);
  }

  /** Index of the oldest sample that is kept. */
  get oldest(): number {
    return Math.max(this.#first, this.#end - this.#depth);
  }

  /** Takes every sample before `end` that is not taken yet and will not be overwritten at once. */
  takeUntil(end: number): void {
    if (end - this.#end > this.#depth) this.#first = this.#end = end - this.#depth;
    for (; this.#end < end; this.#end++) {
      this.#feed.read(this.#end, this.#placeOf(this.#end), this.#end / this.#rateHz);
    }
  }

  /** The counts of `count` samples from `first` on, all of them taken and kept. */
  read(first: number, count: number): Int16Array {
    const counts = new Int16Array(COUNTS_PER_SAMPLE * count);
    for (let i = 0; i < count; i++) counts.set(this.#placeOf(first + i), COUNTS_PER_SAMPLE * i);
    return counts;
  }

  #placeOf(index: number): Int16Array {
    const at = COUNTS_PER_SAMPLE * (index % this.#depth);
    return this.#counts.subarray(at, at + COUNTS_PER_SAMPLE);
  }
}
