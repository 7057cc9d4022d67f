import type { BodyFrame, LegFrame, QuantityGroup } from '../../model/bodyFrame.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { QUALITY_FLAGS, qualityWord } from '../../model/quality.ts';
import type { LegQualitySummary, WordCounts } from './recordingSummary.ts';

const WORDS = ['ok', ...QUALITY_FLAGS] as const;

/** Counts the frames of each leg by the quality word of each group. */
export class QualityTally {
  readonly #legs = new Map<Side, LegTally>();

  frame({ legs }: BodyFrame): void {
    for (const leg of legs) {
      const tally = this.#legs.get(leg.side) ?? new LegTally(leg.side);
      this.#legs.set(leg.side, tally);
      tally.frame(leg);
    }
  }

  /** Right first. */
  summaries(): LegQualitySummary[] {
    return SIDES.flatMap((side) => this.#legs.get(side)?.summary() ?? []);
  }
}

class LegTally {
  readonly #side: Side;
  readonly #counts: Record<QuantityGroup, WordCounter> = {
    knee: new WordCounter(),
    ankle: new WordCounter(),
    projection: new WordCounter(),
  };
  #frames = 0;

  constructor(side: Side) {
    this.#side = side;
  }

  frame({ quality }: LegFrame): void {
    this.#frames++;
    this.#counts.knee.add(quality.knee);
    this.#counts.ankle.add(quality.ankle);
    this.#counts.projection.add(quality.projection);
  }

  summary(): LegQualitySummary {
    const { knee, ankle, projection } = this.#counts;
    const words = {
      knee: knee.counts(),
      ankle: ankle.counts(),
      projection: projection.counts(),
    };
    return { side: this.#side, frames: this.#frames, words };
  }
}

class WordCounter {
  readonly #frames = new Map<string, number>();

  add(bits: number): void {
    const word = qualityWord(bits);
    this.#frames.set(word, (this.#frames.get(word) ?? 0) + 1);
  }

  /** Mildest first. */
  counts(): WordCounts {
    return Object.fromEntries(
      WORDS.flatMap((word) => {
        const frames = this.#frames.get(word);
        return frames === undefined ? [] : [[word, frames] as const];
      }),
    );
  }
}
