import type { QuantityGroup } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';
import { hasFlag, QUALITY_FLAGS, type QualityBits } from '../../model/quality.ts';
import type { QualityChange } from './comparison.ts';

/** The flags of one group of one leg over the frames that both recordings have. */
export class QualityTally {
  readonly #side: Side;
  readonly #group: QuantityGroup;
  readonly #onlyA = QUALITY_FLAGS.map(() => 0);
  readonly #onlyB = QUALITY_FLAGS.map(() => 0);
  #frames = 0;
  #differing = 0;
  #flaggedOnlyA = 0;
  #flaggedOnlyB = 0;

  constructor(side: Side, group: QuantityGroup) {
    this.#side = side;
    this.#group = group;
  }

  /** @returns whether both are the same */
  add(a: QualityBits, b: QualityBits): boolean {
    this.#frames++;
    if (a === b) return true;
    this.#differing++;
    if (b === 0) this.#flaggedOnlyA++;
    if (a === 0) this.#flaggedOnlyB++;
    for (const [i, flag] of QUALITY_FLAGS.entries()) {
      if (hasFlag(a & ~b, flag)) this.#onlyA[i]++;
      if (hasFlag(b & ~a, flag)) this.#onlyB[i]++;
    }
    return false;
  }

  /** null where it nowhere differs. */
  change(): QualityChange | null {
    if (this.#differing === 0) return null;
    return {
      side: this.#side,
      group: this.#group,
      frames: this.#frames,
      framesDiffering: this.#differing,
      flaggedOnlyA: this.#flaggedOnlyA,
      flaggedOnlyB: this.#flaggedOnlyB,
      flags: QUALITY_FLAGS.map((flag, i) => ({
        flag,
        onlyA: this.#onlyA[i],
        onlyB: this.#onlyB[i],
      }))
        .filter(({ onlyA, onlyB }) => onlyA + onlyB > 0)
        .sort((x, y) => y.onlyA + y.onlyB - x.onlyA - x.onlyB),
    };
  }
}
