import type { HubClock } from '../model/sensorSource.ts';

/** What a time service turns a clock by, little by little, stays below it; µs. */
const LEAST_JUMP_US = 500_000;

export interface HostClockJump {
  /** By how much it went forward against the hub's clock, µs. */
  readonly byUs: number;
  readonly sentence: string;
}

/**
 * Notices when the computer's clock is set, or the computer slept: the hub's own clock, which
 * stamps everything, knows of neither.
 */
export class HostClockWatch {
  readonly #clock: HubClock;
  readonly #wallUs: () => number;
  #offsetUs: number | null = null;

  /** @param wallUs the computer's clock, µs since the Unix epoch */
  constructor(clock: HubClock, wallUs: () => number = () => Date.now() * 1000) {
    this.#clock = clock;
    this.#wallUs = wallUs;
  }

  /** @returns null when it was not set since the last look */
  look(): HostClockJump | null {
    const offsetUs = this.#wallUs() - this.#clock();
    const byUs = offsetUs - (this.#offsetUs ?? offsetUs);
    this.#offsetUs = offsetUs;
    if (Math.abs(byUs) < LEAST_JUMP_US) return null;
    const seconds = Math.abs(byUs / 1e6).toFixed(1);
    const way = byUs > 0 ? `forward by ${seconds} s, or it slept` : `back by ${seconds} s`;
    return {
      byUs: Math.round(byUs),
      sentence: `The computer's clock was set ${way}; the recording goes on in its own time`,
    };
  }
}
