import { IndexRanges } from '../../signal/indexRanges.ts';

/** Sample indices of one sensor: each run of it counts from 0, so that an index alone names no sample. */
export class RunIndices {
  readonly #ofRuns = new Map<number, IndexRanges>();

  /** The runs of which there is an index, in the order in which they were first added. */
  get runs(): readonly number[] {
    return [...this.#ofRuns.keys()];
  }

  /** How many indices there are, over all runs. */
  get size(): number {
    return [...this.#ofRuns.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The indices of one run, none where it is not known. */
  of(run: number): Pick<IndexRanges, 'ranges' | 'size'> {
    return this.#ofRuns.get(run) ?? new IndexRanges();
  }

  add(run: number, first: number, count: number): void {
    const ranges = this.#ofRuns.get(run) ?? new IndexRanges();
    this.#ofRuns.set(run, ranges);
    ranges.add(first, count);
  }
}
