import { Envelope } from './envelope.ts';
import { CRYSTAL_SKEW_PPM } from './skewLimits.ts';

/** Arrivals: the quickest of so many s counts, and for so long. */
const CRYSTAL_BIN_S = 4;
const CRYSTAL_WINDOW_S = 600;
/** A unit's own oscillator is off by more, and wanders with its temperature. */
const OSCILLATOR_BIN_S = 0.5;
const OSCILLATOR_WINDOW_S = 120;
/** Exchanges are rare: over less time they tell no skew, over more it changes. */
const EXCHANGE_WINDOW_S = 1200;
const MOST_EXCHANGES = 160;
/** Fewer say nothing of how they scatter. */
const FEWEST_EXCHANGES = 3;
/** An exchange that puts the clock elsewhere by more is no exchange with this clock, µs. */
const LARGEST_CONTRADICTION_US = 1_000_000;
/** What the line of the arrivals alone may lie under what exchanges allow, µs. */
const TOLERATED_US = 500;
/** n exchanges tell about n/2 values of each of a line's two parameters apart: so many lines were open to choice. */
const EXCHANGES_PER_CHOICE = 2;

/**
 * Where hub time less device time lies, as a line over device time. Delays only add: an arrival less
 * the device time of its sample bounds it from above, the beginning of an exchange less the device
 * time at which it came in from below. Packets and connection events can keep step for many minutes,
 * and then no packet is ever quick; exchanges sweep all phases, but are few. So the line goes by the
 * exchanges as far as they contradict the arrivals.
 * Device time in s from an origin, offsets in µs from a base, slopes in µs/s.
 */
export class ClockLine {
  readonly #arrivals: Envelope;
  /** Mirrored, so that they too lie above their line. */
  readonly #exchanges: Envelope;
  readonly #binS: number;
  #binEndS = Number.NEGATIVE_INFINITY;
  #quickestS = 0;
  #quickestUs = Number.POSITIVE_INFINITY;
  #arrivalSlope = 0;
  #exchangeSlope = 0;
  #atS = 0;
  #offsetUs = Number.NaN;
  #slope = 0;
  #gapUs = 0;
  #boundUs: number | null = null;

  /** @param largestSkewPpm beyond which no skew is believed, ± */
  constructor(largestSkewPpm: number) {
    const crystal = largestSkewPpm <= CRYSTAL_SKEW_PPM;
    this.#binS = crystal ? CRYSTAL_BIN_S : OSCILLATOR_BIN_S;
    const windowS = crystal ? CRYSTAL_WINDOW_S : OSCILLATOR_WINDOW_S;
    this.#arrivals = new Envelope(windowS / this.#binS, windowS, largestSkewPpm);
    this.#exchanges = new Envelope(MOST_EXCHANGES, EXCHANGE_WINDOW_S, largestSkewPpm);
  }

  /** µs per s; negative where the device runs fast. */
  get slope(): number {
    return this.#slope;
  }

  get hasExchanges(): boolean {
    return this.#exchanges.length >= FEWEST_EXCHANGES;
  }

  /** The offset is known within ± this, µs; null where no exchanges bound it from below. */
  get boundUs(): number | null {
    return this.#boundUs;
  }

  /** Offset at `atS`, µs; not a number before the first bound. */
  offsetUs(atS: number): number {
    return this.#offsetUs + this.#slope * (atS - this.#atS);
  }

  /**
   * The offset at `atS` is at most `upperUs`.
   * @returns whether the line is another one
   */
  arrived(atS: number, upperUs: number): boolean {
    const closes = atS >= this.#binEndS;
    if (closes) this.#closeBin(atS);
    const isQuicker =
      upperUs - this.#slope * atS < this.#quickestUs - this.#slope * this.#quickestS;
    if (isQuicker) {
      this.#quickestS = atS;
      this.#quickestUs = upperUs;
    }
    const offUs = this.offsetUs(atS) - upperUs;
    if (offUs > LARGEST_CONTRADICTION_US) this.#beginAnew(atS, upperUs);
    if (closes || Number.isNaN(offUs)) this.#combine(atS);
    else if (offUs > 0) this.#offsetUs -= offUs;
    return closes || !(offUs <= 0);
  }

  /**
   * The offset at `atS` is at least `lowerUs`.
   * @returns false for one that cannot be, which changes nothing
   */
  exchanged(atS: number, lowerUs: number): boolean {
    if (Math.abs(this.offsetUs(atS) - lowerUs) > LARGEST_CONTRADICTION_US) return false;
    this.#exchanges.add(atS, -lowerUs);
    this.#exchangeSlope = -this.#exchanges.slope();
    this.#combine(atS);
    return true;
  }

  #closeBin(atS: number): void {
    this.#binEndS = atS + this.#binS;
    this.#exchanges.dropBefore(atS - EXCHANGE_WINDOW_S);
    if (this.#quickestUs === Number.POSITIVE_INFINITY) return;
    this.#arrivals.add(this.#quickestS, this.#quickestUs);
    this.#quickestUs = Number.POSITIVE_INFINITY;
    this.#arrivalSlope = this.#arrivals.slope();
  }

  /** The hub's clock or the device's leapt: nothing of before holds but the skew. */
  #beginAnew(atS: number, upperUs: number): void {
    this.#arrivals.clear();
    this.#exchanges.clear();
    this.#quickestS = atS;
    this.#quickestUs = upperUs;
    this.#combine(atS);
  }

  #upperAt(atS: number, slope: number): number {
    const openUs = this.#quickestUs - slope * (this.#quickestS - atS);
    return Math.min(this.#arrivals.heightAt(atS, slope), openUs);
  }

  #combine(atS: number): void {
    this.#atS = atS;
    this.#slope = this.#arrivalSlope;
    const upperUs = this.#upperAt(atS, this.#slope);
    this.#offsetUs = Number.isFinite(upperUs) ? upperUs : Number.NaN;
    if (this.#exchanges.length >= FEWEST_EXCHANGES) this.#weighIn(atS);
    this.#boundUs = this.#boundAt(atS);
  }

  /** Takes the line from that of the arrivals to that of the exchanges, as far as these demand it. */
  #weighIn(atS: number): void {
    const slope = this.#exchangeSlope;
    const lowestUs = this.#exchanges.heightAt(atS, -slope);
    const n = this.#exchanges.length;
    // Of n delays drawn evenly from 0..w the least two, which carry the line, are w·2/n on the mean.
    this.#gapUs = (4 * this.#exchanges.quantileAbove(0.5, atS, lowestUs, -slope)) / (n - 1);
    const ownUs = Math.min(this.#upperAt(atS, slope), this.#gapUs - lowestUs);
    const weight = this.#ownWeight(atS, ownUs);
    this.#offsetUs = weight === 1 ? ownUs : mix(this.#offsetUs, ownUs, weight);
    this.#slope = mix(this.#slope, slope, weight);
  }

  /** Probability that the arrivals were never quick, 0–1. */
  #ownWeight(atS: number, ownUs: number): number {
    const arrivalUs = this.#offsetUs;
    if (Number.isNaN(arrivalUs)) return 1;
    const belowUs = -this.#exchanges.heightAt(atS, -this.#arrivalSlope) - arrivalUs;
    if (belowUs > TOLERATED_US) return 1;
    const own = this.#exchanges.quantileAbove(0.75, atS, -ownUs, -this.#exchangeSlope);
    const given = this.#exchanges.quantileAbove(0.75, atS, -arrivalUs, -this.#arrivalSlope);
    if (own <= 0 || given <= 0) return 1;
    const n = this.#exchanges.length;
    const gain = n * Math.log(given / own);
    const choice = 2 * Math.log(n / EXCHANGES_PER_CHOICE);
    return 1 / (1 + Math.exp(choice - gain));
  }

  /** Never less than what exchanges leave open on the mean: the line touches some bound anyway. */
  #boundAt(atS: number): number | null {
    if (this.#exchanges.length < FEWEST_EXCHANGES) return null;
    const upperUs = this.#upperAt(atS, this.#slope);
    const lowerUs = -this.#exchanges.heightAt(atS, -this.#slope);
    return Math.max(upperUs - this.#offsetUs, this.#offsetUs - lowerUs, this.#gapUs);
  }
}

function mix(a: number, b: number, u: number): number {
  return a + u * (b - a);
}
