const MOST_LINES = 5000;
const FEWEST_LINES = 50;
const LINES_MORE = 100;
const SHORTEST_TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 60_000;

/**
 * How much is sent at once, learnt from how the server bears it. What timed out is halved and may
 * take longer, and grows again with every success; what was too large stays a bound.
 */
export class RequestSize {
  #lines: number;
  #bytes = Number.POSITIVE_INFINITY;
  readonly #shortestTimeoutMs: number;
  #timeoutMs: number;

  constructor(lines = MOST_LINES, timeoutMs = SHORTEST_TIMEOUT_MS) {
    this.#lines = lines;
    this.#shortestTimeoutMs = timeoutMs;
    this.#timeoutMs = timeoutMs;
  }

  get lines(): number {
    return this.#lines;
  }

  /** Time for one request, ms. */
  get timeoutMs(): number {
    return this.#timeoutMs;
  }

  /** Index behind the last line of the request that begins at `from`; holds one line at least. */
  endOf(lines: readonly string[], from: number): number {
    const end = Math.min(lines.length, from + this.#lines);
    if (this.#bytes === Number.POSITIVE_INFINITY) return end;
    let bytes = 0;
    for (let at = from; at < end; at++) {
      bytes += bytesOf(lines[at]) + 1;
      if (bytes > this.#bytes && at > from) return at;
    }
    return end;
  }

  stored(): void {
    this.#lines = Math.min(MOST_LINES, this.#lines + LINES_MORE);
    this.#timeoutMs = Math.max(this.#shortestTimeoutMs, this.#timeoutMs / 2);
  }

  timedOut(sent: number): void {
    this.#lines = Math.max(FEWEST_LINES, Math.floor(Math.min(sent, this.#lines) / 2));
    this.#timeoutMs = Math.min(LONGEST_TIMEOUT_MS, 2 * this.#timeoutMs);
  }

  tooLarge(sent: readonly string[]): void {
    this.#bytes = sent.reduce((sum, line) => sum + bytesOf(line) + 1, 0) / 2;
  }
}

function bytesOf(line: string): number {
  return Buffer.byteLength(line);
}
