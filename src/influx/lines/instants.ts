import { z } from 'zod';

/** By series: the latest instant in it, µs, and the number of the last line that came at no later one. */
export const instantsState = z.record(z.string(), z.tuple([z.number(), z.int().nonnegative()]));
type InstantsState = z.infer<typeof instantsState>;

/** The last three digits of a time in nanoseconds are free, for all times are whole microseconds. */
const FREE = 1000;

/** The times of the lines of one series, no two of them alike. */
export class SeriesInstants {
  #latestUs: number;
  #number: number;

  constructor(latestUs = Number.NEGATIVE_INFINITY, number = 0) {
    this.#latestUs = latestUs;
    this.#number = number;
  }

  get state(): [number, number] {
    return [this.#latestUs, this.#number];
  }

  /**
   * The time of the next line, nanoseconds since the Unix epoch. It ends in 000 where it is later than
   * every one before in the series; else in 001, 002 … as they come, for a line with the time of
   * another overwrites it.
   * @param timeUs integer microseconds since the Unix epoch
   */
  nextNs(timeUs: number): string {
    if (timeUs > this.#latestUs) {
      this.#latestUs = timeUs;
      return `${timeUs}000`;
    }
    this.#number = (this.#number % (FREE - 1)) + 1;
    return `${timeUs}${String(this.#number).padStart(3, '0')}`;
  }
}

/** The times of all series of a recording. */
export class Instants {
  readonly #series = new Map<string, SeriesInstants>();

  constructor(state: InstantsState = {}) {
    for (const [series, [latestUs, number]] of Object.entries(state)) {
      this.#series.set(series, new SeriesInstants(latestUs, number));
    }
  }

  get state(): InstantsState {
    const state: InstantsState = {};
    // A series without a line has nothing to keep, and JSON has no infinity.
    for (const [series, { state: kept }] of this.#series) {
      if (Number.isFinite(kept[0])) state[series] = kept;
    }
    return state;
  }

  of(series: string): SeriesInstants {
    const found = this.#series.get(series) ?? new SeriesInstants();
    this.#series.set(series, found);
    return found;
  }
}
