const WINDOW_US = 1e6;
/** Kept this far apart: a jump is seen as well, at a fifth of the work. */
const EVERY_US = 50_000;
/** A heading turns one knee in and the other out by the same; a knee alone moves their mean by half. */
const MEAN_SHARE = 0.5;

interface Point {
  readonly timeUs: number;
  /** Half of right less left. */
  readonly apart: number;
  readonly mean: number;
}

/**
 * Whether right and left moved against each other within a second, which is how a wrong heading
 * shows ([movement] §1.5, §3.4). Once seen it holds until `forget`, for a heading does not mend
 * within a rep.
 */
export class AntiSymmetry {
  readonly #limit: number;
  #points: Point[] = [];
  #seen = false;

  /** @param limit of each leg, in the unit of the values */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get seen(): boolean {
    return this.#seen;
  }

  /** @param right and `left`, + inward; NaN where one cannot be stated */
  step(timeUs: number, right: number, left: number): void {
    const apart = (right - left) / 2;
    const mean = (right + left) / 2;
    if (!Number.isFinite(apart)) {
      this.#points = [];
      return;
    }
    for (const point of this.#points) {
      const turned = Math.abs(apart - point.apart);
      if (turned <= this.#limit || timeUs - point.timeUs > WINDOW_US) continue;
      if (Math.abs(mean - point.mean) < MEAN_SHARE * turned) this.#seen = true;
    }
    const last = this.#points.at(-1);
    if (last !== undefined && timeUs - last.timeUs < EVERY_US) return;
    this.#points.push({ timeUs, apart, mean });
    while (this.#points.length > 0 && timeUs - this.#points[0].timeUs > WINDOW_US) {
      this.#points.shift();
    }
  }

  /** The next rep is judged anew. */
  forget(): void {
    this.#seen = false;
  }
}
