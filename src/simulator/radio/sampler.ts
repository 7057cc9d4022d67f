import { encodeStreamPacket, NO_MAGNETIC_COUNTS } from '../../../firmware-protocol/index.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed } from '../imuFeed.ts';

/** How far a sensor's own clock is from the true time. */
export interface DeviceClock {
  /** Fast when positive. */
  readonly skewPpm: number;
  /** Its reading at the start of the motion. */
  readonly offsetUs: number;
  /** What it is ahead beyond that after `elapsedS` of true time, microseconds; default nothing. */
  readonly wanderUs?: (elapsedS: number) => number;
}

/** What waited longer for a slow radio is of no use to a live stream. */
const LONGEST_WAIT_US = 5e6;
const TWO_16 = 2 ** 16;
const TWO_32 = 2 ** 32;

/**
 * Turns an inertial unit's samples into stream packets, each due at the absolute instant of its
 * last sample, so that no stall of the process shifts what comes after it.
 */
export class Sampler {
  readonly #feed: ImuFeed;
  readonly #clock: DeviceClock;
  readonly #startUs: number;
  readonly #ringDepth: number;
  #samplesPerPacket = 1;
  #next = 0;
  #sequence = 0;
  #skipped = 0;
  /** A packet that was refused: the inertial unit is not read twice for the same sample. */
  #held: Uint8Array | undefined;

  constructor(feed: ImuFeed, clock: DeviceClock, startUs: number, ringDepth: number) {
    this.#feed = feed;
    this.#clock = clock;
    this.#startUs = startUs;
    this.#ringDepth = ringDepth;
  }

  /** Samples the stream left out since power-on because they had waited too long. */
  get skipped(): number {
    return this.#skipped;
  }

  /** A new connection counts its notifications from 0. */
  connected(): void {
    this.#sequence = 0;
    this.#held = undefined;
  }

  /** Streams from the first sample after `nowUs` on. */
  begin(nowUs: number, samplesPerPacket: number): void {
    this.#samplesPerPacket = samplesPerPacket;
    this.#skipTo(this.#taken(nowUs));
  }

  /** Instant at which the next packet is complete. */
  dueUs(): number {
    return this.#sampleUs(this.#next + this.#samplesPerPacket - 1);
  }

  /**
   * Hands every packet due at `nowUs` to `send` until it answers false; that packet is offered
   * again later. When the next sample has waited too long or left the ring buffer, the stream goes on
   * with the newest.
   */
  pump(nowUs: number, send: (packet: Uint8Array) => boolean): void {
    this.#giveUpLate(nowUs);
    while (this.dueUs() <= nowUs) {
      this.#held ??= this.#packet();
      if (!send(this.#held)) return;
      this.#held = undefined;
      this.#next += this.#samplesPerPacket;
      this.#sequence = (this.#sequence + 1) % TWO_16;
    }
  }

  #giveUpLate(nowUs: number): void {
    const behind = this.#taken(nowUs) - this.#next;
    const waitedUs = nowUs - this.#sampleUs(this.#next);
    if (behind <= this.#ringDepth && waitedUs <= LONGEST_WAIT_US) return;
    this.#skipped += behind - 1;
    this.#skipTo(this.#next + behind - 1);
  }

  #skipTo(index: number): void {
    if (index <= this.#next) return;
    this.#next = index;
    this.#held = undefined;
  }

  #packet(): Uint8Array {
    const counts = new Int16Array(COUNTS_PER_SAMPLE * this.#samplesPerPacket);
    for (let i = 0; i < this.#samplesPerPacket; i++) {
      const sample = counts.subarray(COUNTS_PER_SAMPLE * i, COUNTS_PER_SAMPLE * (i + 1));
      this.#feed.read(this.#next + i, sample);
    }
    const elapsedUs = this.#sampleUs(this.#next) - this.#startUs;
    const { offsetUs, skewPpm, wanderUs } = this.#clock;
    const aheadUs = (elapsedUs * skewPpm) / 1e6 + (wanderUs?.(elapsedUs / 1e6) ?? 0);
    return encodeStreamPacket({
      flags: 0,
      sequence: this.#sequence,
      firstIndex: this.#next % TWO_32,
      deviceTimeUs: modulo(Math.round(offsetUs + elapsedUs + aheadUs), TWO_32),
      counts,
      magneticCounts: NO_MAGNETIC_COUNTS,
    });
  }

  /** Samples taken until `nowUs`. */
  #taken(nowUs: number): number {
    const periods = ((nowUs - this.#startUs) * this.#feed.sensor.rateHz) / 1e6;
    return Math.max(0, Math.floor(periods) + 1);
  }

  #sampleUs(index: number): number {
    return this.#startUs + (index * 1e6) / this.#feed.sensor.rateHz;
  }
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
