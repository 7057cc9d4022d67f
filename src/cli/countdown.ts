const EVERY_MS = 500;
/** What is over within a second needs no line. */
const SHOWN_AFTER_MS = 1000;

/** A line on stderr that tells how long something is still waited for, where somebody watches. */
export class Countdown {
  readonly #seconds: number;
  readonly #what: () => string;
  readonly #startMs = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #shown = false;

  constructor(seconds: number, what: () => string) {
    this.#seconds = seconds;
    this.#what = what;
  }

  start(): void {
    if (process.stderr.isTTY) this.#timer = setInterval(() => this.#show(), EVERY_MS);
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#shown) process.stderr.write('\r\x1b[K');
  }

  #show(): void {
    const passedMs = performance.now() - this.#startMs;
    if (passedMs < SHOWN_AFTER_MS) return;
    this.#shown = true;
    const left = Math.max(0, Math.ceil(this.#seconds - passedMs / 1000));
    process.stderr.write(`\r\x1b[K${this.#what()} …${left > 0 ? ` ${left} s` : ''}`);
  }
}
