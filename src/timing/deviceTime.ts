/**
 * The reading of a clock that begins anew every `wrapUs` (null: never), unwrapped to where it is
 * nearest `dueUs`.
 */
export function unwrapped(readingUs: number, dueUs: number, wrapUs: number | null): number {
  if (wrapUs === null) return readingUs;
  return readingUs + wrapUs * Math.round((dueUs - readingUs) / wrapUs);
}

/**
 * Unwraps a sensor's clock by the hub time that passed between two readings: a pause may last for
 * many wraps, and a late packet is late by far less than one.
 */
export class DeviceTime {
  readonly #wrapUs: number | null;
  #placedUs = Number.NaN;
  #placedAtUs = 0;

  /** @param wrapUs after which the clock begins anew, µs; null: never */
  constructor(wrapUs: number | null) {
    this.#wrapUs = wrapUs;
  }

  /** Device time of a reading of which the hub heard at `atUs`; that of the first is its reading. */
  place(readingUs: number, atUs: number): number {
    const isFirst = Number.isNaN(this.#placedUs);
    const dueUs = isFirst ? readingUs : this.#placedUs + atUs - this.#placedAtUs;
    const deviceUs = unwrapped(readingUs, dueUs, this.#wrapUs);
    if (isFirst || atUs >= this.#placedAtUs) {
      this.#placedUs = deviceUs;
      this.#placedAtUs = atUs;
    }
    return deviceUs;
  }
}
