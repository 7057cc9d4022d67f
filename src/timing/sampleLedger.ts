export interface LostSamples {
  readonly firstIndex: number;
  readonly count: number;
}

export type LedgerVerdict =
  | { readonly accept: true; readonly lost: LostSamples | null }
  /** Already received, or ahead of what can have been taken: to be counted and dropped. */
  | { readonly accept: false; readonly lost: null };

/** Counts what one sensor's stream delivered, from the sample index in each packet. */
export class SampleLedger {
  #next: number | null = null;
  received = 0;
  lost = 0;
  late = 0;

  /**
   * @param firstIndex index of the packet's first sample
   * @param count samples in it
   * @param mostMissing samples that can have been taken since the packet before
   */
  enter(firstIndex: number, count: number, mostMissing = Number.POSITIVE_INFINITY): LedgerVerdict {
    const expected = this.#next ?? firstIndex;
    const missing = firstIndex - expected;
    if (missing < 0 || missing > mostMissing) {
      this.late += count;
      return { accept: false, lost: null };
    }
    this.#next = firstIndex + count;
    this.received += count;
    this.lost += missing;
    return { accept: true, lost: missing > 0 ? { firstIndex: expected, count: missing } : null };
  }
}
