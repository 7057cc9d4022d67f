import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const WINDOW_MS = 10_000;

/** By how much the event loop was late in the last whole window. */
export class LoopDelay {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #timer: NodeJS.Timeout | null = null;
  readonly #windowMs: number;
  #p99Ms = 0;

  constructor(windowMs = WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** 99th percentile. */
  get p99Ms(): number {
    return this.#p99Ms;
  }

  start(): void {
    this.#histogram.enable();
    this.#timer = setInterval(() => this.#turn(), this.#windowMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#histogram.disable();
  }

  #turn(): void {
    // The histogram holds the time from tick to tick, not how late a tick was.
    this.#p99Ms = Math.max(0, this.#histogram.percentile(99) / 1e6 - RESOLUTION_MS);
    this.#histogram.reset();
  }
}
