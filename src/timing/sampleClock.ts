import type { ClockExchange, SampleBlock, TimedSamples } from '../model/sensor.ts';
import { ClockLine } from './clockLine.ts';
import { DeviceTime, unwrapped } from './deviceTime.ts';
import { SampleSpacing } from './sampleSpacing.ts';
import { CRYSTAL_SKEW_PPM } from './skewLimits.ts';

export interface SampleClockOptions {
  /** Nominal. */
  readonly rateHz: number;
  /** After which the device clock begins anew, µs; null: never. */
  readonly wrapUs: number | null;
  /** Beyond which no skew is believed, ±: one of `skewLimits.ts`. */
  readonly largestSkewPpm: number;
}

/** How a sensor's clock stands to the hub's. */
export interface SampleClockState {
  /** What the times of samples rest on. */
  readonly basis: 'exchanges' | 'arrivals' | 'reconstructed';
  /** By how much it runs fast (positive) against the hub's; of its sampling rate where it has no clock. */
  readonly skewPpm: number;
  /** Root mean square of how much later than the least delay packets came, µs. */
  readonly residualUs: number;
  /** The instant of sampling is known within ± this, µs; null where only arrivals tell. */
  readonly boundUs: number | null;
}

/** For so long after the start, and after a pause, the line is followed as it comes, s. */
const FREE_S = 1;
/** Then times are moved onto a new line by so much per s, or within so many s where they are far off. */
const SLEW_US_PER_S = 2000;
const SLEW_WITHIN_S = 3;
/** Packets over which the residual is averaged. */
const RESIDUAL_PACKETS = 3000;

/**
 * Turns a sensor's own clock into hub time: a line through what arrivals and exchanges of times
 * allow, which the times given follow without a jump. Causal and deterministic; a sensor that was
 * switched on anew needs a new one.
 */
export class SampleClock {
  readonly #options: SampleClockOptions;
  readonly #deviceTime: DeviceTime;
  readonly #spacing: SampleSpacing;
  readonly #line: ClockLine;
  /** What the line counts from: device time and offset of the first that was heard, µs. */
  #originUs = Number.NaN;
  #baseUs = 0;
  /** The newest live sample. */
  #newest: SampleMark | null = null;
  #freeUntilS = Number.NEGATIVE_INFINITY;
  /** What the times given are above the line, µs. */
  #aboveUs = 0;
  #packets = 0;
  #squaresUs2 = 0;
  #lastTimeUs = Number.NEGATIVE_INFINITY;

  constructor(options: SampleClockOptions) {
    this.#options = options;
    this.#deviceTime = new DeviceTime(options.wrapUs);
    this.#spacing = new SampleSpacing(options.rateHz);
    this.#line = new ClockLine(options.largestSkewPpm);
  }

  get state(): SampleClockState {
    const slope = this.#line.slope;
    return {
      basis: this.#basis(),
      skewPpm: -slope / (1 + slope / 1e6),
      residualUs: Math.sqrt(this.#squaresUs2),
      boundUs: this.#line.boundUs,
    };
  }

  /** From one sample to the next, µs: the nominal one until it was measured. */
  get samplePeriodUs(): number {
    return this.#spacing.us;
  }

  /**
   * Times live samples: integer µs, strictly increasing from call to call.
   * @param block of one stream, in the order in which its samples were taken
   */
  stamp(block: SampleBlock, arrivalUs: number): TimedSamples {
    const firstUs = this.#place(block.deviceTimeUs, arrivalUs);
    this.#spacing.note(block.firstIndex, firstUs);
    const periodUs = this.#spacing.us;
    const newestUs = firstUs + (block.count - 1) * periodUs;
    const newestIndex = block.firstIndex + block.count - 1;
    this.#follow(newestUs, arrivalUs);
    this.#newest = { index: newestIndex, deviceUs: newestUs };
    const timeUs = new Float64Array(block.count);
    for (let i = 0; i < block.count; i++) {
      const hubUs = Math.round(this.#hubUs(firstUs + i * periodUs));
      this.#lastTimeUs = Math.max(hubUs, this.#lastTimeUs + 1);
      timeUs[i] = this.#lastTimeUs;
    }
    return withTimes(block, timeUs);
  }

  /**
   * Times samples that were asked for again, wherever they lie: by the clock as it stands, for their
   * arrival tells nothing of it.
   * @returns null before the first live ones
   */
  stampRefilled(block: SampleBlock): TimedSamples | null {
    if (this.#newest === null) return null;
    const { index, deviceUs } = this.#newest;
    const periodUs = this.#spacing.us;
    const dueUs = deviceUs + (block.firstIndex - index) * periodUs;
    const firstUs = unwrapped(block.deviceTimeUs, dueUs, this.#options.wrapUs);
    const timeUs = new Float64Array(block.count);
    for (let i = 0; i < block.count; i++) {
      timeUs[i] = Math.round(this.#hubUs(firstUs + i * periodUs));
    }
    return withTimes(block, timeUs);
  }

  /** As `stampRefilled`, for samples that go on behind the newest: what comes then is behind them. */
  stampRefilledNext(block: SampleBlock): TimedSamples | null {
    const timed = this.stampRefilled(block);
    if (timed === null || this.#newest === null) return null;
    const { index, deviceUs } = this.#newest;
    const newestIndex = block.firstIndex + block.count - 1;
    const newestUs = deviceUs + (newestIndex - index) * this.#spacing.us;
    this.#newest = { index: newestIndex, deviceUs: newestUs };
    this.#lastTimeUs = timed.timeUs[block.count - 1];
    return timed;
  }

  /** Takes note of an exchange; one whose times cannot be changes nothing. */
  exchanged({ askedUs, heardUs, receivedUs, answeredUs }: ClockExchange): void {
    const heldUs = unwrapped(answeredUs - receivedUs, 0, this.#options.wrapUs);
    if (heldUs < 0 || heldUs > heardUs - askedUs) return;
    const deviceUs = this.#place(receivedUs, askedUs);
    const atS = this.#lineS(deviceUs);
    const beforeUs = this.#hubUs(deviceUs);
    if (this.#line.exchanged(atS, askedUs - deviceUs - this.#baseUs)) {
      this.#goOnFrom(beforeUs, deviceUs);
    }
  }

  #basis(): SampleClockState['basis'] {
    if (this.#line.hasExchanges) return 'exchanges';
    return this.#options.largestSkewPpm > CRYSTAL_SKEW_PPM ? 'reconstructed' : 'arrivals';
  }

  /** Device time of a reading at `atUs` or before; the first is what the line counts from. */
  #place(readingUs: number, atUs: number): number {
    const deviceUs = this.#deviceTime.place(readingUs, atUs);
    if (Number.isNaN(this.#originUs)) {
      this.#originUs = deviceUs;
      this.#baseUs = atUs - deviceUs;
    }
    return deviceUs;
  }

  #follow(newestUs: number, arrivalUs: number): void {
    const atS = this.#lineS(newestUs);
    const pauseS =
      this.#newest === null ? Number.POSITIVE_INFINITY : atS - this.#lineS(this.#newest.deviceUs);
    if (pauseS > FREE_S) this.#freeUntilS = atS + FREE_S;
    else this.#slew(pauseS);
    const beforeUs = this.#hubUs(newestUs);
    if (this.#line.arrived(atS, arrivalUs - newestUs - this.#baseUs)) {
      this.#goOnFrom(beforeUs, newestUs);
    }
    if (atS <= this.#freeUntilS) this.#aboveUs = 0;
    // No sample was taken after it arrived: to that, times fall at once.
    this.#aboveUs = Math.min(this.#aboveUs, arrivalUs - newestUs - this.#lineUs(newestUs));
    this.#noteResidual(arrivalUs - newestUs - this.#lineUs(newestUs));
  }

  /** The line is another one: what was given at `deviceUs` still holds. */
  #goOnFrom(beforeUs: number, deviceUs: number): void {
    const aboveUs = beforeUs - deviceUs - this.#lineUs(deviceUs);
    this.#aboveUs = Number.isFinite(aboveUs) ? aboveUs : 0;
  }

  #slew(elapsedS: number): void {
    const perS = Math.max(SLEW_US_PER_S, Math.abs(this.#aboveUs) / SLEW_WITHIN_S);
    const stepUs = Math.min(Math.abs(this.#aboveUs), perS * Math.max(0, elapsedS));
    this.#aboveUs -= Math.sign(this.#aboveUs) * stepUs;
  }

  #noteResidual(lateUs: number): void {
    this.#packets = Math.min(this.#packets + 1, RESIDUAL_PACKETS);
    this.#squaresUs2 += (lateUs ** 2 - this.#squaresUs2) / this.#packets;
  }

  #hubUs(deviceUs: number): number {
    return deviceUs + this.#lineUs(deviceUs) + this.#aboveUs;
  }

  /** The line, as hub time less device time. */
  #lineUs(deviceUs: number): number {
    return this.#baseUs + this.#line.offsetUs(this.#lineS(deviceUs));
  }

  #lineS(deviceUs: number): number {
    return (deviceUs - this.#originUs) / 1e6;
  }
}

/** A sample and its reading of the device clock, unwrapped. */
interface SampleMark {
  readonly index: number;
  readonly deviceUs: number;
}

/** Field by field: a spread that adds a field takes longer than all the rest of a packet. */
function withTimes(block: SampleBlock, timeUs: Float64Array): TimedSamples {
  const { sensorId, firstIndex, count, deviceTimeUs, acceleration, angularRate, clipped } = block;
  const { magneticField, refilled } = block;
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
  if (!magneticField && !refilled) return timed;
  return { ...timed, ...(magneticField && { magneticField }), ...(refilled && { refilled }) };
}
