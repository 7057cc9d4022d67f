/** As far from this person's standing, and as fast, as sway goes, of smoothed flexion. */
const SWAY_DEG = 5;
const SWAY_DPS = 10;
/** Filters have forgotten the movement before after this. */
const SETTLES_S = 0.5;

/**
 * Whether somebody stands quietly, so that what moves is noise: between reps the knee is bent
 * and moves in long before a rep begins to count.
 */
export class QuietStand {
  readonly #rateHz: number;
  #previousDeg = Number.NaN;
  #frames = 0;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  /** @param excursionDeg smoothed knee flexion above standing */
  step(isStanding: boolean, excursionDeg: number): boolean {
    const rateDps = (excursionDeg - this.#previousDeg) * this.#rateHz;
    this.#previousDeg = excursionDeg;
    const isQuiet = isStanding && Math.abs(excursionDeg) < SWAY_DEG && Math.abs(rateDps) < SWAY_DPS;
    this.#frames = isQuiet ? this.#frames + 1 : 0;
    return this.#frames >= SETTLES_S * this.#rateHz;
  }
}
