/** When an inertial unit takes its samples, in true time: one after the other from `startUs` on. */
export class SampleInstants {
  /** In true time, near the unit's nominal one. */
  readonly rateHz: number;
  readonly #startUs: number;

  /** @param rateErrorPpm by how much more often than nominal samples are taken */
  constructor(startUs: number, nominalRateHz: number, rateErrorPpm: number) {
    this.rateHz = nominalRateHz * (1 + rateErrorPpm / 1e6);
    this.#startUs = startUs;
  }

  /** When sample `index` is taken, µs. */
  at(index: number): number {
    return this.#startUs + (index * 1e6) / this.rateHz;
  }

  /** How many samples were taken until `nowUs`: the index of the next one. */
  takenUntil(nowUs: number): number {
    const periods = ((nowUs - this.#startUs) * this.rateHz) / 1e6;
    let next = Math.max(0, Math.floor(periods) + 1);
    // Rounding must not tell of a sample otherwise than its instant does.
    if (this.at(next) <= nowUs) next++;
    if (next > 0 && this.at(next - 1) > nowUs) next--;
    return next;
  }
}
