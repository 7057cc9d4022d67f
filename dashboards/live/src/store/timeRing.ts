/**
 * The last `capacity` rows of (time, columns…), overwriting the oldest.
 * Times must not decrease between pushes; NaN marks a value that is not there.
 */
export class TimeRing {
  readonly #times: Float64Array;
  readonly #columns: readonly Float64Array[];
  #next = 0;
  #count = 0;

  constructor(capacity: number, columnCount: number) {
    this.#times = new Float64Array(capacity);
    this.#columns = Array.from({ length: columnCount }, () => new Float64Array(capacity));
  }

  get length(): number {
    return this.#count;
  }

  /** Time of the newest row, NaN when empty. */
  get newestTime(): number {
    return this.#count === 0 ? Number.NaN : this.#times[this.#indexOf(this.#count - 1)];
  }

  push(time: number, values: readonly number[]): void {
    this.#times[this.#next] = time;
    this.#columns.forEach((column, i) => {
      column[this.#next] = values[i];
    });
    this.#next = (this.#next + 1) % this.#times.length;
    this.#count = Math.min(this.#count + 1, this.#times.length);
  }

  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }

  /**
   * Writes the rows of the last `span` before the newest into `times` (relative to the
   * newest, so −span..0) and `values[i]` (column `columns[i]`, NaN as null).
   * The arrays are resized to fit, so one set serves every frame.
   */
  copyWindow(
    span: number,
    columns: readonly number[],
    times: number[],
    values: readonly (number | null)[][],
  ): void {
    const newest = this.newestTime;
    let first = this.#count;
    while (first > 0 && this.#times[this.#indexOf(first - 1)] >= newest - span) first--;
    times.length = this.#count - first;
    for (let row = first; row < this.#count; row++) {
      times[row - first] = this.#times[this.#indexOf(row)] - newest;
    }
    columns.forEach((column, i) => {
      const target = values[i];
      target.length = this.#count - first;
      for (let row = first; row < this.#count; row++) {
        const value = this.#columns[column][this.#indexOf(row)];
        target[row - first] = Number.isNaN(value) ? null : value;
      }
    });
  }

  #indexOf(row: number): number {
    const capacity = this.#times.length;
    return (this.#next - this.#count + row + capacity) % capacity;
  }
}
