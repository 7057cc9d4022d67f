import { isUnderHub, tellHub } from './underHub.ts';

const SHOWN_AFTER_MS = 1000;
const EVERY_MS = 200;

/** A line that tells how far a long job is; silent for short ones and where nobody watches. A hub is told a number. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #startMs = performance.now();
  #lastMs = 0;
  #shown = false;

  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  at(done: number): void {
    const now = performance.now();
    if (now - this.#lastMs < EVERY_MS) return;
    if (isUnderHub()) {
      this.#lastMs = now;
      tellHub(Math.min(1, done / this.#total));
      return;
    }
    if (!process.stderr.isTTY || now - this.#startMs < SHOWN_AFTER_MS) return;
    this.#lastMs = now;
    this.#shown = true;
    const percent = Math.min(100, Math.round((100 * done) / this.#total));
    process.stderr.write(`\r${this.#what} … ${percent} %`);
  }

  end(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
  }
}
