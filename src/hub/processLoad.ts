import { performance } from 'node:perf_hooks';

/** What the process took of the machine. */
export interface Load {
  /** Of one core. */
  readonly cpuPct: number;
  /** Resident memory. */
  readonly memoryMb: number;
}

const BYTES_PER_MB = 1024 * 1024;

/** Watches processor time and memory of this process. */
export class ProcessLoad {
  #cpu = process.cpuUsage();
  #sinceMs = performance.now();

  /** Of the time since the last call, or since it was made. */
  take(): Load {
    const { user, system } = process.cpuUsage(this.#cpu);
    const nowMs = performance.now();
    const elapsedMs = Math.max(1, nowMs - this.#sinceMs);
    this.#cpu = process.cpuUsage();
    this.#sinceMs = nowMs;
    return {
      cpuPct: (user + system) / 10 / elapsedMs,
      memoryMb: process.memoryUsage.rss() / BYTES_PER_MB,
    };
  }
}
