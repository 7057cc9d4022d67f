import type { HubClock } from '../../model/sensorSource.ts';

const CHECK_MS = 250;

/** Calls `silent` once when nothing was heard for longer than it should be. */
export class SilenceWatch {
  readonly #clock: HubClock;
  readonly #longestMs: number;
  readonly #silent: () => void;
  #heardUs = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(clock: HubClock, longestMs: number, silent: () => void) {
    this.#clock = clock;
    this.#longestMs = longestMs;
    this.#silent = silent;
  }

  /** Has no effect once stopped: the link may end just before its watch would begin. */
  start(): void {
    if (this.#stopped) return;
    this.pause();
    this.heard();
    this.#timer = setTimeout(() => this.#check(false), CHECK_MS);
  }

  /** Expects nothing until it is started again. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  stop(): void {
    this.#stopped = true;
    this.pause();
  }

  heard(): void {
    this.#heardUs = this.#clock();
  }

  /**
   * Silence must last over two checks: after a stall of this process the first check runs before
   * what arrived meanwhile is read.
   */
  #check(wasLate: boolean): void {
    const late = this.#clock() - this.#heardUs > this.#longestMs * 1000;
    if (late && wasLate) this.#silent();
    else this.#timer = setTimeout(() => this.#check(late), CHECK_MS);
  }
}
