import type { DecodedBlock, SampleBlock } from '../model/sensor.ts';
import { ClockLine } from './clockLine.ts';
import { countedBlock } from './countedBlock.ts';
import type { SampleCounter } from './sampleCounter.ts';
import { SAMPLING_RATE_SKEW_PPM } from './skewLimits.ts';

/** Arrivals are judged by the quickest in so much time. */
const BIN_US = 1_000_000;
/** Quickest arrivals that are all of a sudden later by this, µs, and stay so, tell of lost samples. */
const JUMP_US = 30_000;
/** What is usual follows over so many bins: single lost samples must add up to a jump. */
const USUAL_BINS = 30;
/** Before, the rate is not known well enough to tell a loss from it. */
const LEARNING_US = 15_000_000;

/**
 * Counts the samples of a sensor that tells neither index nor clock; its clock is the count itself,
 * at the nominal rate. Lost samples show in arrivals alone: each makes all that follow late by a
 * period. A stall makes packets late too, but only until what waited has come.
 */
export class ArrivalCounter implements SampleCounter {
  readonly #periodUs: number;
  readonly #line = new ClockLine(SAMPLING_RATE_SKEW_PPM);
  #next = 0;
  #originUs = Number.NaN;
  #binEndUs = 0;
  /** How late the quickest packet was, µs: in the bin that fills, in the one before, and as a rule. */
  #fillingUs = Number.POSITIVE_INFINITY;
  #beforeUs = 0;
  #usualUs = 0;

  /** @param rateHz nominal; the unit's may be 2 % off */
  constructor(rateHz: number) {
    this.#periodUs = 1e6 / rateHz;
  }

  count(block: DecodedBlock, arrivalUs: number): SampleBlock {
    if (Number.isNaN(this.#originUs)) this.#originUs = arrivalUs;
    const sinceUs = arrivalUs - this.#originUs;
    if (sinceUs >= this.#binEndUs) this.#closeBin(sinceUs);
    const firstIndex = this.#next;
    this.#next += block.count;
    const newestUs = (this.#next - 1) * this.#periodUs;
    this.#line.arrived(newestUs / 1e6, sinceUs - newestUs);
    const lateUs = sinceUs - newestUs - this.#line.offsetUs(newestUs / 1e6);
    this.#fillingUs = Math.min(this.#fillingUs, lateUs);
    return countedBlock(block, firstIndex, firstIndex * this.#periodUs);
  }

  /** Late in two bins on end, as the bin before them was not: so long no stall lasts. */
  #closeBin(sinceUs: number): void {
    this.#binEndUs = sinceUs + BIN_US;
    const lateUs = Math.min(this.#beforeUs, this.#fillingUs) - this.#usualUs;
    const knows = sinceUs >= LEARNING_US && Number.isFinite(lateUs);
    this.#beforeUs = this.#fillingUs;
    this.#fillingUs = Number.POSITIVE_INFINITY;
    if (knows && lateUs > JUMP_US) {
      // In hub time: samples that count for a nominal period each are further apart or closer.
      const truePeriodUs = this.#periodUs * (1 + this.#line.slope / 1e6);
      const lost = Math.round(lateUs / truePeriodUs);
      this.#next += lost;
      this.#beforeUs -= lost * truePeriodUs;
    }
    const unusualUs = this.#beforeUs - this.#usualUs;
    if (unusualUs <= JUMP_US) this.#usualUs += unusualUs / USUAL_BINS;
  }
}
