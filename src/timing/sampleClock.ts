import type { ClockExchange, SampleBlock, TimedSamples } from '../model/sensor.ts';

const WRAP_US = 2 ** 32;
/** Upward slew of the offset: above any crystal's skew, far below what a frame would notice. */
const LEAK_PPM = 100;

/**
 * Turns a sensor's own clock into hub time from arrivals alone: the offset follows the
 * lower envelope of (arrival − device time), because delays only ever add. It falls at once
 * to a faster packet and rises by 100 ppm, so it tracks skew in both directions and is
 * untouched by bursts and stalls. Causal and deterministic.
 */
export class SampleClock {
  readonly #periodUs: number;
  #previousRawUs: number | null = null;
  #wraps = 0;
  #offsetUs = Number.POSITIVE_INFINITY;
  #offsetAtUs = 0;
  #lastTimeUs = Number.NEGATIVE_INFINITY;

  constructor(rateHz: number) {
    this.#periodUs = 1e6 / rateHz;
  }

  /** Blocks of one stream in the order in which they were taken. */
  stamp(block: SampleBlock, arrivalUs: number): TimedSamples {
    const firstDeviceUs = this.#unwrap(block.deviceTimeUs);
    const newestDeviceUs = firstDeviceUs + (block.count - 1) * this.#periodUs;
    this.#follow(newestDeviceUs, arrivalUs);
    const timeUs = new Float64Array(block.count);
    for (let i = 0; i < block.count; i++) {
      const t = Math.round(firstDeviceUs + i * this.#periodUs + this.#offsetUs);
      this.#lastTimeUs = Math.max(t, this.#lastTimeUs + 1);
      timeUs[i] = this.#lastTimeUs;
    }
    return withTimes(block, timeUs);
  }

  /** Samples that were asked for again: their times by the same offset. */
  stampRefilled(block: SampleBlock): TimedSamples | null {
    if (this.#previousRawUs === null) return null;
    const aheadUs = (block.deviceTimeUs - this.#previousRawUs + 1.5 * WRAP_US) % WRAP_US;
    const firstUs =
      this.#previousRawUs + this.#wraps * WRAP_US + aheadUs - WRAP_US / 2 + this.#offsetUs;
    const timeUs = new Float64Array(block.count);
    for (let i = 0; i < block.count; i++) timeUs[i] = Math.round(firstUs + i * this.#periodUs);
    return withTimes(block, timeUs);
  }

  exchanged(_exchange: ClockExchange): void {}

  #unwrap(rawUs: number): number {
    if (this.#previousRawUs !== null && rawUs < this.#previousRawUs - WRAP_US / 2) this.#wraps++;
    this.#previousRawUs = rawUs;
    return rawUs + this.#wraps * WRAP_US;
  }

  #follow(newestDeviceUs: number, arrivalUs: number): void {
    const leaked =
      this.#offsetUs + Math.max(0, newestDeviceUs - this.#offsetAtUs) * LEAK_PPM * 1e-6;
    this.#offsetUs = Math.min(leaked, arrivalUs - newestDeviceUs);
    this.#offsetAtUs = newestDeviceUs;
  }
}

/** Field by field: a spread that adds a field takes longer than all the rest of a packet. */
function withTimes(block: SampleBlock, timeUs: Float64Array): TimedSamples {
  const { sensorId, firstIndex, count, deviceTimeUs, acceleration, angularRate, clipped } = block;
  const { magneticField } = block;
  const timed: TimedSamples = {
    sensorId,
    firstIndex,
    count,
    deviceTimeUs,
    acceleration,
    angularRate,
    clipped,
    timeUs,
  };
  return magneticField ? { ...timed, magneticField } : timed;
}
