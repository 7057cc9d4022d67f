import type { HubClock } from '../model/sensorSource.ts';

/** What a time service turns a clock by, little by little, stays below it; µs. */
const LEAST_JUMP_US = 500_000;

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

  /** @returns by how much it was set forward since the last look, µs; null when it was not */
  look(): number | null {
    const offsetUs = this.#wallUs() - this.#clock();
    const byUs = offsetUs - (this.#offsetUs ?? offsetUs);
    this.#offsetUs = offsetUs;
    return Math.abs(byUs) < LEAST_JUMP_US ? null : Math.round(byUs);
  }
}
