import type { Side } from '../../model/placement.ts';
import type { MeasureChange } from './comparison.ts';

/** One measure of one leg over the frames that both recordings have. */
export class MeasureTally {
  readonly side: Side;
  readonly measure: string;
  readonly unit: string;
  #frames = 0;
  #differing = 0;
  #stated = 0;
  #onlyA = 0;
  #onlyB = 0;
  #squares = 0;
  #largest: { difference: number; timeUs: number } | null = null;

  constructor(side: Side, measure: string, unit: string) {
    this.side = side;
    this.measure = measure;
    this.unit = unit;
  }

  /** @returns whether both are the same number, or neither is stated */
  add(a: number, b: number, timeUs: number): boolean {
    const isSame = Object.is(a, b);
    this.#add(b - a, isSame, Number.isNaN(a), Number.isNaN(b), timeUs);
    return isSame;
  }

  /** @param difference NaN where one of both is not stated */
  addDifference(
    difference: number,
    isSame: boolean,
    lacks: readonly [a: boolean, b: boolean],
    timeUs: number,
  ): void {
    this.#add(difference, isSame, lacks[0], lacks[1], timeUs);
  }

  #add(
    difference: number,
    isSame: boolean,
    lacksA: boolean,
    lacksB: boolean,
    timeUs: number,
  ): void {
    this.#frames++;
    if (!isSame) this.#differing++;
    if (lacksA || lacksB) {
      if (!lacksA) this.#onlyA++;
      if (!lacksB) this.#onlyB++;
      return;
    }
    this.#stated++;
    if (isSame) return;
    this.#squares += difference * difference;
    if (this.#largest === null || Math.abs(difference) > Math.abs(this.#largest.difference)) {
      this.#largest = { difference, timeUs };
    }
  }

  /** null where it nowhere differs. */
  change(): MeasureChange | null {
    if (this.#differing === 0) return null;
    return {
      side: this.side,
      measure: this.measure,
      unit: this.unit,
      frames: this.#frames,
      framesDiffering: this.#differing,
      stated: this.#stated,
      onlyA: this.#onlyA,
      onlyB: this.#onlyB,
      largest: this.#largest,
      rms: this.#stated === 0 ? null : Math.sqrt(this.#squares / this.#stated),
    };
  }
}
