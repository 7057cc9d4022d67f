import { type BandIndex, nextBand } from '../../model/liveBand.ts';
import { BAND_WORDS, type BandWord } from '../../model/movement.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import type { QuantityBand } from './bandsFor.ts';

/** The band of one quantity of one leg as it is shown live: with the hysteresis of its unit. */
export class LiveBand {
  readonly #edges: QuantityBand['edges'];
  readonly #hysteresis: number;
  #index: BandIndex | null = null;

  constructor({ edges, unit }: Pick<QuantityBand, 'edges' | 'unit'>, thresholds: Thresholds) {
    this.#edges = edges;
    this.#hysteresis = thresholds.hysteresis[unit];
  }

  /**
   * @param value in the unit of the band; NaN where it cannot be stated, or its data are not `ok`
   * @returns null where there is nothing to say; what comes then is judged anew
   */
  step(value: number): BandWord | null {
    this.#index = Number.isFinite(value)
      ? nextBand(value, this.#edges, this.#hysteresis, this.#index)
      : null;
    return this.#index === null ? null : BAND_WORDS[this.#index];
  }
}
