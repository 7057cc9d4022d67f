import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { Side } from '../../model/placement.ts';
import { percentile } from '../../signal/statistics.ts';
import { MeanForce } from './meanForce.ts';

const KEPT_S = 3;
/** A leg that was not heard for longer is not waited for, µs. */
const SILENT_US = 500_000;

/** Sizes of the specific force of one leg over the last seconds, g; NaN where a sensor was silent. */
export class LegTrace {
  readonly side: Side;
  readonly lag: number;
  readonly #meanThigh: MeanForce;
  readonly #meanShank: MeanForce;
  readonly #kept: number;
  readonly #times: number[] = [];
  readonly #shank: number[] = [];
  /** As long as `#times` less the lag: means are known late. */
  readonly #smoothThigh: number[] = [];
  readonly #smoothShank: number[] = [];
  #heardUs = Number.NEGATIVE_INFINITY;

  /** @param meanMs over which what legs wobble in flight is taken away */
  constructor(side: Side, rateHz: number, meanMs: number) {
    this.side = side;
    this.#meanThigh = new MeanForce(meanMs, rateHz);
    this.#meanShank = new MeanForce(meanMs, rateHz);
    this.lag = this.#meanShank.lag;
    this.#kept = Math.ceil(KEPT_S * rateHz);
  }

  push(timeUs: number, { thigh, shank }: LegSignals): void {
    if (thigh && shank) this.#heardUs = timeUs;
    const shankG = shank ? shank.forceMps2 / STANDARD_GRAVITY : Number.NaN;
    this.#times.push(timeUs);
    this.#shank.push(shankG);
    const smoothThigh = this.#meanThigh.step(thigh);
    const smoothShank = this.#meanShank.step(shank);
    if (this.#times.length > this.lag) {
      this.#smoothThigh.push(smoothThigh);
      this.#smoothShank.push(smoothShank);
    }
    // Cleared in blocks: shifting one value each time would move the whole series.
    if (this.#times.length < 2 * this.#kept) return;
    for (const series of [this.#times, this.#shank, this.#smoothThigh, this.#smoothShank]) {
      series.splice(0, this.#kept);
    }
  }

  isHeard(nowUs: number): boolean {
    return nowUs - this.#heardUs <= SILENT_US;
  }

  /** Whether both segments felt less than these, in the mean about `lag` frames ago. */
  isLight(thighG: number, shankG: number): boolean {
    const last = this.#smoothThigh.length - 1;
    return this.#smoothThigh[last] < thighG && this.#smoothShank[last] < shankG;
  }

  /** Newest force of the shank. */
  get shankG(): number {
    return this.#shank[this.#shank.length - 1];
  }

  /** Median force of the shank from `fromUs` on. */
  medianShankG(fromUs: number): number {
    let from = this.#times.length;
    while (from > 0 && this.#times[from - 1] >= fromUs) from--;
    return percentile(this.#shank.slice(from), 50);
  }

  /**
   * When the shank was let go: it last fell through `share` of its largest force between `sinceUs`
   * and `beforeUs`, on the straight line between two frames.
   * @returns null where that is not known
   */
  letGoUs(share: number, sinceUs: number, beforeUs: number): number | null {
    let first = this.#times.length;
    while (first > 0 && this.#times[first - 1] >= sinceUs) first--;
    let end = this.#times.length;
    while (end > first && this.#times[end - 1] > beforeUs) end--;
    const level = share * Math.max(...this.#shank.slice(first, end));
    for (let i = end - 1; i >= first; i--) {
      if (!(this.#shank[i] >= level)) continue;
      return i + 1 < this.#times.length ? this.#crossingUs(this.#shank, i, level) : this.#times[i];
    }
    return null;
  }

  /**
   * When the shank rose through `shankG` for the last time before `atUs`, between the frames.
   * @returns `atUs` where that lies before `sinceUs`
   */
  riseUs(shankG: number, atUs: number, sinceUs: number): number {
    for (let i = this.#times.length - 1; i >= 0 && this.#times[i] >= sinceUs; i--) {
      if (this.#times[i] >= atUs || !(this.#shank[i] < shankG)) continue;
      return this.#crossingUs(this.#shank, i, shankG);
    }
    return atUs;
  }

  #crossingUs(values: readonly number[], i: number, level: number): number {
    const share = (level - values[i]) / (values[i + 1] - values[i]);
    const [from, to] = [this.#times[i], this.#times[i + 1]];
    return Number.isFinite(share) ? Math.round(from + share * (to - from)) : from;
  }
}
