/** Share of each residual by which the phase follows: slow beside jitter, fast beside drift. */
const PHASE_GAIN = 0.1;
/** A sample later than this many periods beyond the expected instant has a predecessor missing. */
const MAX_LATE_PERIODS = 0.5;
/** Granted on top while the phase rests on one sample, whose own jitter nobody has averaged yet. */
const FIRST_LATE_PERIODS = 0.15;
/** Behind a longer gap the sensor may have begun anew, at any phase. */
const MAX_CARRIED_SAMPLES = 20;

/**
 * Says which samples of a steady rate are missing, by accumulated time against the sample number:
 * a first-order phase-locked loop. A step alone cannot tell, for two jittered neighbours are as
 * far apart as the two sides of a gap.
 * Gaps come out as they are under jitter of ±0.3 periods; a period that is off by a share e moves
 * the phase by 10 e periods only, however long the table.
 */
export class MissingSamples {
  readonly #period: number;
  /** Where the latest sample would be without its jitter. */
  #phase: number | null = null;
  /** Samples on which the phase rests. */
  #count = 0;

  /** `period`: usual step between neighbours, in the unit of the times. */
  constructor(period: number) {
    this.#period = period;
  }

  /** @returns how many samples are missing between the time given before and this later one. */
  before(time: number): number {
    if (this.#phase === null) {
      this.#restart(time);
      return 0;
    }
    const late = MAX_LATE_PERIODS + FIRST_LATE_PERIODS / this.#count;
    const periods = Math.max(1, Math.ceil((time - this.#phase) / this.#period - late));
    if (periods - 1 > MAX_CARRIED_SAMPLES) {
      this.#restart(time);
    } else {
      const expected = this.#phase + periods * this.#period;
      this.#count++;
      const gain = Math.max(PHASE_GAIN, 1 / this.#count);
      this.#phase = expected + gain * (time - expected);
    }
    return periods - 1;
  }

  #restart(time: number): void {
    this.#phase = time;
    this.#count = 1;
  }
}
