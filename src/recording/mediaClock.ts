/**
 * Where playback stands. The position is counted from one instant at which it was known, so
 * late timers never add up: after an hour at 4× it is off by one timer, not by thousands.
 */
export class MediaClock {
  readonly #nowMs: () => number;
  #knownAtMs = 0;
  #knownS = 0;
  #speed = 1;
  #running = false;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get running(): boolean {
    return this.#running;
  }

  get speed(): number {
    return this.#speed;
  }

  get positionS(): number {
    if (!this.#running) return this.#knownS;
    return this.#knownS + ((this.#nowMs() - this.#knownAtMs) / 1000) * this.#speed;
  }

  /** Changes any of the three; the others stay as they are at this instant. */
  set(change: { positionS?: number; speed?: number; running?: boolean }): void {
    this.#knownS = change.positionS ?? this.positionS;
    this.#knownAtMs = this.#nowMs();
    this.#speed = change.speed ?? this.#speed;
    this.#running = change.running ?? this.#running;
  }

  /** Time until a position is reached, ms; infinite while it stands still. */
  msUntil(positionS: number): number {
    if (!this.#running) return Number.POSITIVE_INFINITY;
    return ((positionS - this.positionS) * 1000) / this.#speed;
  }
}
