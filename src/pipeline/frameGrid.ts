/**
 * Decides which instants of the common grid are ready. An instant waits for every sensor
 * that still delivers, but never longer than the lateness budget after the newest sample:
 * a sensor that fell silent must not hold up the others.
 */
export class FrameGrid {
  readonly #rateHz: number;
  readonly #budgetUs: number;
  #next: number | null = null;

  constructor(rateHz: number, budgetMs: number) {
    this.#rateHz = rateHz;
    this.#budgetUs = budgetMs * 1000;
  }

  /**
   * @param latestUs time of the newest sample of each sensor that should deliver
   * @returns the grid instants that may be reckoned now, in order, microseconds
   */
  ready(latestUs: readonly number[]): number[] {
    const newest = Math.max(...latestUs);
    if (!Number.isFinite(newest)) return [];
    const until = Math.min(...latestUs.filter((t) => t >= newest - this.#budgetUs));
    this.#next ??= Math.ceil((until * this.#rateHz) / 1e6);
    const instants: number[] = [];
    for (;;) {
      const timeUs = Math.round((this.#next * 1e6) / this.#rateHz);
      if (timeUs > until) return instants;
      instants.push(timeUs);
      this.#next++;
    }
  }
}
