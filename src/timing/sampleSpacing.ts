/** Units are up to 2 % off their nominal rate; what says more is no measure of it. */
const LARGEST_RATE_ERROR = 0.05;
/** Over fewer samples the spacing is not measured: clocks may count whole milliseconds. */
const FEWEST_SAMPLES = 100;

/** How far apart a unit's samples truly are on the sensor's clock, from index and clock together. */
export class SampleSpacing {
  readonly #nominalUs: number;
  #firstIndex = Number.NaN;
  #firstUs = 0;
  #us: number;

  /** @param rateHz nominal */
  constructor(rateHz: number) {
    this.#nominalUs = 1e6 / rateHz;
    this.#us = this.#nominalUs;
  }

  /** From one sample to the next, µs. */
  get us(): number {
    return this.#us;
  }

  /** Sample `index` was taken at `deviceUs` of the clock, unwrapped. */
  note(index: number, deviceUs: number): void {
    const samples = index - this.#firstIndex;
    if (samples >= 0 && samples < FEWEST_SAMPLES) return;
    const us = (deviceUs - this.#firstUs) / samples;
    if (Math.abs(us / this.#nominalUs - 1) <= LARGEST_RATE_ERROR) this.#us = us;
    this.#firstIndex = index;
    this.#firstUs = deviceUs;
  }
}
