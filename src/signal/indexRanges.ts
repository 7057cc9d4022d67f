/** Sample indices from `first` to before `end`. */
export interface IndexRange {
  readonly first: number;
  readonly end: number;
}

const NONE: readonly IndexRange[] = [];

/** A set of sample indices, kept as few ranges as they make. */
export class IndexRanges {
  #ranges: IndexRange[] = [];

  /** Apart, not touching, ascending. */
  get ranges(): readonly IndexRange[] {
    return this.#ranges;
  }

  /** How many indices there are. */
  get size(): number {
    return this.#ranges.reduce((sum, { first, end }) => sum + end - first, 0);
  }

  add(first: number, count: number): void {
    let merged: IndexRange = { first, end: first + count };
    // New samples come at the end: what lies before them is left alone.
    let from = this.#ranges.length;
    while (from > 0 && this.#ranges[from - 1]!.end >= merged.first) from--;
    let to = from;
    while (to < this.#ranges.length && this.#ranges[to]!.first <= merged.end) {
      const { first: low, end: high } = this.#ranges[to++]!;
      merged = { first: Math.min(low, merged.first), end: Math.max(high, merged.end) };
    }
    this.#ranges.splice(from, to - from, merged);
  }

  /**
   * Takes `count` indices from `first` on out of the set.
   * @returns those that were in it, ascending
   */
  take(first: number, count: number): readonly IndexRange[] {
    const end = first + count;
    const from = this.#ranges.findIndex((range) => range.end > first);
    if (from < 0 || this.#ranges[from]!.first >= end) return NONE;
    const taken: IndexRange[] = [];
    const left: IndexRange[] = [];
    let to = from;
    while (to < this.#ranges.length && this.#ranges[to]!.first < end) {
      const range = this.#ranges[to++]!;
      taken.push({ first: Math.max(range.first, first), end: Math.min(range.end, end) });
      if (range.first < first) left.push({ first: range.first, end: first });
      if (range.end > end) left.push({ first: end, end: range.end });
    }
    this.#ranges.splice(from, to - from, ...left);
    return taken;
  }

  /** Takes the lowest ranges out until no more than `most` are left. */
  keepHighest(most: number): void {
    if (this.#ranges.length > most) this.#ranges.splice(0, this.#ranges.length - most);
  }
}
