import { type DeviceClock, sensorClock } from '../radio/sensorClock.ts';

/** When a sensor takes its samples in true time, and what its own clock reads then. */
export class Sampling {
  /** The sensor's reading of a true instant, µs modulo 2³². */
  readonly deviceUs: (atUs: number) => number;
  readonly #startUs: number;
  readonly #periodUs: number;

  /**
   * @param startUs true time of sample 0, at which the sensor was switched on
   * @param rateHz nominal; the clock's unit keeps it but for its rate error
   */
  constructor(clock: DeviceClock, startUs: number, rateHz: number) {
    this.deviceUs = sensorClock(clock, startUs);
    this.#startUs = startUs;
    this.#periodUs = 1e6 / (rateHz * (1 + (clock.rateErrorPpm ?? 0) / 1e6));
  }

  /** True time of a sample, µs. */
  sampledUs(index: number): number {
    return this.#startUs + index * this.#periodUs;
  }

  /** Index of the first sample taken after a true instant. */
  firstAfter(atUs: number): number {
    return Math.max(0, Math.floor((atUs - this.#startUs) / this.#periodUs) + 1);
  }
}
