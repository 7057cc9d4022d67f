import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const WINDOW_MS = 10_000;

/** By how much the event loop was late in the last whole window of ten seconds. */
export class LoopDelay {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #timer: NodeJS.Timeout | null = null;
  #p99S = 0;

  /** 99th percentile, seconds. */
  get p99S(): number {
    return this.#p99S;
  }

  start(): void {
    this.#histogram.enable();
    this.#timer = setInterval(() => this.#turn(), WINDOW_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#histogram.disable();
  }

  #turn(): void {
    // The histogram holds the time from tick to tick, not how late a tick was.
    this.#p99S = Math.max(0, this.#histogram.percentile(99) / 1e6 - RESOLUTION_MS) / 1000;
    this.#histogram.reset();
  }
}
