/** Takes one batch more than is being used, so that a reader never waits for the disk. */
export class ReadAhead<T> {
  readonly #batches: AsyncGenerator<readonly T[], void, void>;
  #next: Promise<IteratorResult<readonly T[], void>>;

  constructor(batches: AsyncGenerator<readonly T[], void, void>) {
    this.#batches = batches;
    this.#next = this.#fetch();
  }

  /** null after the last batch. */
  async next(): Promise<readonly T[] | null> {
    const { done, value } = await this.#next;
    if (done) return null;
    this.#next = this.#fetch();
    return value;
  }

  async close(): Promise<void> {
    await this.#batches.return();
  }

  #fetch(): Promise<IteratorResult<readonly T[], void>> {
    const fetched = this.#batches.next();
    // Its failure is thrown by the `next` that asks for it, perhaps never.
    fetched.catch(() => {});
    return fetched;
  }
}
