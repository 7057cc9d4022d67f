const REMEMBERED_HEARTBEATS = 60;

/** What a client knows of the hub's clock and of the freshness of its link. */
export interface ClockFacts {
  /**
   * Local wall clock minus hub clock, microseconds: the smallest difference over the last
   * minute of heartbeats, so it still contains the fastest transit seen. null before the first.
   */
  readonly offsetUs: number | null;
  /** Transit of the newest heartbeat beyond the fastest one, microseconds. */
  readonly delayUs: number | null;
}

/** Estimates the clock offset from one-way heartbeats: the fastest one is the least delayed. */
export class ClockEstimate {
  #differencesUs: number[] = [];

  heartbeat(hubTimeUs: number, localTimeUs: number): void {
    this.#differencesUs.push(localTimeUs - hubTimeUs);
    if (this.#differencesUs.length > REMEMBERED_HEARTBEATS) this.#differencesUs.shift();
  }

  facts(): ClockFacts {
    const newest = this.#differencesUs.at(-1);
    if (newest === undefined) return { offsetUs: null, delayUs: null };
    const offsetUs = Math.min(...this.#differencesUs);
    return { offsetUs, delayUs: newest - offsetUs };
  }
}
