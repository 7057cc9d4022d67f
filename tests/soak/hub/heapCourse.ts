import type { HeapProbe } from './heapProbe.ts';
import type { HubWatch } from './hubWatch.ts';
import { slopePer10Min } from './slope.ts';

/**
 * The heap of a hub after collections, over time. Without them it swings by many times what it may grow: what
 * was promoted and dropped stays until the engine finds it worth its while to look.
 */
export class HeapCourse {
  readonly #probe: HeapProbe;
  readonly #watch: HubWatch;
  readonly #timesS: number[] = [];
  readonly #usedMb: number[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(probe: HeapProbe, watch: HubWatch) {
    this.#probe = probe;
    this.#watch = watch;
  }

  get slopeMb(): number {
    return slopePer10Min(this.#timesS, this.#usedMb);
  }

  get mostMb(): number {
    return Math.max(...this.#usedMb);
  }

  async note(): Promise<void> {
    const usedMb = await this.#probe.usedMb();
    this.#timesS.push(this.#watch.atS);
    this.#usedMb.push(usedMb);
  }

  start(everyS: number): void {
    this.#timer = setInterval(() => void this.note().catch(() => undefined), 1000 * everyS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.stop();
    this.#probe.close();
  }
}
