import { type IndexRange, IndexRanges } from '../signal/indexRanges.ts';

export interface LostSamples {
  readonly firstIndex: number;
  readonly count: number;
}

/** What of a packet is new; what is in neither has been received before, or cannot be. */
export interface LedgerEntry {
  /** The samples that go on behind the newest so far; null where the packet holds none. */
  readonly next: IndexRange | null;
  /** What is missing between the newest so far and `next`. */
  readonly lost: LostSamples | null;
  /** Samples that were missing until now, oldest first. */
  readonly recovered: readonly IndexRange[];
}

const NONE: readonly IndexRange[] = [];
/** More gaps than this are not remembered: what fills the oldest of them then counts as late. */
const MOST_GAPS = 4096;

/** Counts what one sensor's stream delivered, from the sample index in each packet. */
export class SampleLedger {
  readonly #missing = new IndexRanges();
  #next: number | null = null;
  received = 0;
  /** Missing now: what is recovered is no longer lost. */
  lost = 0;
  late = 0;

  /**
   * @param firstIndex index of the packet's first sample
   * @param count samples in it
   * @param mostMissing samples that can have been taken since the packet before
   */
  enter(firstIndex: number, count: number, mostMissing = Number.POSITIVE_INFINITY): LedgerEntry {
    const expected = this.#next ?? firstIndex;
    const end = firstIndex + count;
    if (firstIndex - expected > mostMissing) {
      this.late += count;
      return { next: null, lost: null, recovered: NONE };
    }
    if (firstIndex >= expected) {
      this.#next = end;
      this.received += count;
      const lost = this.#miss(expected, firstIndex - expected);
      return { next: { first: firstIndex, end }, lost, recovered: NONE };
    }
    const recovered = this.#missing.take(firstIndex, Math.min(end, expected) - firstIndex);
    const next = end > expected ? { first: expected, end } : null;
    if (next) this.#next = end;
    const again = sizeOf(recovered);
    const fresh = again + (next ? end - expected : 0);
    this.lost -= again;
    this.received += fresh;
    this.late += count - fresh;
    return { next, lost: null, recovered };
  }

  #miss(firstIndex: number, count: number): LostSamples | null {
    if (count === 0) return null;
    this.lost += count;
    this.#missing.add(firstIndex, count);
    this.#missing.keepHighest(MOST_GAPS);
    return { firstIndex, count };
  }
}

function sizeOf(ranges: readonly IndexRange[]): number {
  return ranges.reduce((sum, { first, end }) => sum + end - first, 0);
}
