/** Sample indices from `first` to before `end`. */
export interface IndexRange {
  readonly first: number;
  readonly end: number;
}

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
}
