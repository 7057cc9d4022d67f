import type { PacketContent } from '../../../protocols/index.ts';
import { type IndexRange, IndexRanges } from '../../../signal/indexRanges.ts';

/** A sensor whose radio is that bad has its oldest gaps overwritten before their turn comes. */
const MOST_GAPS = 1024;

/** Which samples of one run of a sensor have come, over all its links. */
export class SampleAccount {
  readonly #missing = new IndexRanges();
  #next: number | null = null;

  /** What is missing, oldest first. */
  get missing(): readonly IndexRange[] {
    return this.#missing.ranges;
  }

  /** @returns whether samples are missing from now on that were not before */
  enter({ firstIndex, count }: PacketContent): boolean {
    const expected = this.#next ?? firstIndex;
    this.#missing.take(firstIndex, count);
    this.#next = Math.max(expected, firstIndex + count);
    if (firstIndex <= expected) return false;
    this.#missing.add(expected, firstIndex - expected);
    this.#missing.keepHighest(MOST_GAPS);
    return true;
  }

  /** Gives up samples that cannot be had; returns those of them that were missing. */
  giveUp({ first, end }: IndexRange): readonly IndexRange[] {
    return this.#missing.take(first, end - first);
  }

  isMissing({ first, end }: IndexRange): boolean {
    return this.#missing.ranges.some((range) => range.first < end && first < range.end);
  }
}
