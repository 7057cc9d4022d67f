import { type IntervalHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How the process fared since it was asked last. */
export interface Vitals {
  /** Of one core. */
  readonly cpuPct: number;
  /** Resident memory. */
  readonly memoryMb: number;
  /** By how much the event loop was late, 99th percentile. */
  readonly loopDelayP99Ms: number;
}

/** Between two looks at the loop. */
const RESOLUTION_MS = 10;
const BYTES_PER_MB = 1024 * 1024;

/** Watches processor time, memory and event loop of this process. */
export class HubVitals {
  readonly #delay: IntervalHistogram;
  #cpu: NodeJS.CpuUsage = { user: 0, system: 0 };
  #sinceMs = 0;

  constructor() {
    this.#delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  }

  start(): void {
    this.#delay.enable();
    this.#begin();
  }

  stop(): void {
    this.#delay.disable();
  }

  /** Of the time since the last call, or since the start. */
  take(): Vitals {
    const { user, system } = process.cpuUsage(this.#cpu);
    const elapsedMs = Math.max(1, performance.now() - this.#sinceMs);
    const p99Ms = this.#delay.percentile(99) / 1e6;
    this.#begin();
    return {
      cpuPct: (user + system) / 10 / elapsedMs,
      memoryMb: process.memoryUsage.rss() / BYTES_PER_MB,
      // What is measured is the time between two looks, which is to be the resolution.
      loopDelayP99Ms: Number.isFinite(p99Ms) ? Math.max(0, p99Ms - RESOLUTION_MS) : 0,
    };
  }

  #begin(): void {
    this.#cpu = process.cpuUsage();
    this.#sinceMs = performance.now();
    this.#delay.reset();
  }
}
