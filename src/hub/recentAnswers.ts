/** The answers that were asked for last, so that a second look at the same files is at once. */
export class RecentAnswers<T> {
  readonly #most: number;
  readonly #answers = new Map<string, T>();

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param of what the answer follows from: other files are another question */
  async of(of: string, make: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(of);
    const answer = known ?? (await make());
    // The order of a map is that of insertion: the newest goes behind.
    this.#answers.delete(of);
    this.#answers.set(of, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= this.#most) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }
}
