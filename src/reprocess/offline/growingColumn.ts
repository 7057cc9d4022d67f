const FIRST_CAPACITY = 1024;

/** The typed arrays that a column may be kept in. */
export type Cells = Float64Array | Float32Array | Uint16Array | Int32Array;

/** A column whose length nobody knows beforehand. */
export class GrowingColumn<T extends Cells> {
  #cells: T;
  #length = 0;

  /** @param make cells of a length, all zero */
  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#cells = make(FIRST_CAPACITY);
  }

  readonly #make: (length: number) => T;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#cells.length) {
      const longer = this.#make(Math.ceil(1.5 * this.#length));
      longer.set(this.#cells);
      this.#cells = longer;
    }
    this.#cells[this.#length++] = value;
  }

  pushAll(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) this.push(values[i]);
  }

  at(i: number): number {
    return this.#cells[i];
  }

  /** The cells so far, of which nothing is kept beyond the length. */
  taken(): T {
    return this.#cells.slice(0, this.#length) as T;
  }
}
