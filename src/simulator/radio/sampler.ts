import {
  encodeStreamPacket,
  NO_MAGNETIC_COUNTS,
  STREAM_FLAG,
} from '../../../firmware-protocol/index.ts';
import type { ImuFeed } from '../imuFeed.ts';
import { SampleInstants } from './sampleInstants.ts';
import { SampleMemory } from './sampleMemory.ts';

/** How long a live sample may wait for a slow radio. */
const LONGEST_WAIT_US = 5e6;
const TWO_16 = 2 ** 16;
const TWO_32 = 2 ** 32;

/** What the stream counts for the hub. */
export interface StreamCounts {
  /** Of the next packet, modulo 2¹⁶; a new connection begins at 0. */
  sequence: number;
  /** Samples the stream left out because they had waited too long. */
  skipped: number;
}

/** Samples asked for again, from `first` on. */
export interface Resend {
  readonly first: number;
  readonly count: number;
}

export interface SamplerOptions {
  readonly feed: ImuFeed;
  /** The sensor's reading of a true instant. */
  readonly clock: (atUs: number) => number;
  /** True time at which sample 0 is taken. */
  readonly startUs: number;
  /** By how much more often than nominal samples are taken; default 0. */
  readonly rateErrorPpm?: number;
  readonly ringDepth: number;
  /** Where it counts on what becomes of the packets. */
  readonly sent: StreamCounts;
}

/**
 * Turns an inertial unit's samples into stream packets, each due at the absolute instant of its
 * last sample, so that no stall of the process shifts what comes after it. Live ones go first; what is
 * asked for again follows where the radio has room.
 */
export class Sampler {
  readonly #instants: SampleInstants;
  readonly #clock: (atUs: number) => number;
  readonly #ringDepth: number;
  readonly #memory: SampleMemory;
  readonly #sent: StreamCounts;
  #samplesPerPacket = 1;
  #next = 0;
  #refill: { next: number; readonly end: number } | null = null;

  constructor({ feed, clock, startUs, rateErrorPpm = 0, ringDepth, sent }: SamplerOptions) {
    this.#instants = new SampleInstants(startUs, feed.sensor.rateHz, rateErrorPpm);
    this.#clock = clock;
    this.#ringDepth = ringDepth;
    this.#sent = sent;
    this.#memory = new SampleMemory(feed, ringDepth, this.#instants.rateHz);
  }

  get resending(): boolean {
    return this.#refill !== null;
  }

  /** Streams from the first sample after `nowUs` on. */
  begin(nowUs: number, samplesPerPacket: number): void {
    this.#samplesPerPacket = samplesPerPacket;
    this.#next = Math.max(this.#next, this.taken(nowUs));
  }

  /** Instant at which the next live packet is complete. */
  dueUs(): number {
    return this.#instants.at(this.#next + this.#samplesPerPacket - 1);
  }

  /** How many samples were taken until `nowUs`: the index of the next one. */
  taken(nowUs: number): number {
    return this.#instants.takenUntil(nowUs);
  }

  /** Index of the oldest sample that can be had again. */
  oldest(nowUs: number): number {
    this.#memory.takeUntil(this.taken(nowUs));
    return this.#memory.oldest;
  }

  /**
   * Hands every packet due at `nowUs` to `send` until it answers false; that packet is offered
   * again later. When the oldest sample that waits has waited too long, or the ring buffer is full,
   * all that wait are skipped and the stream goes on with the next one taken.
   */
  pump(nowUs: number, send: (packet: Uint8Array) => boolean): void {
    this.#memory.takeUntil(this.taken(nowUs));
    this.#giveUpLate(nowUs);
    while (this.dueUs() <= nowUs) {
      if (!this.#send(this.#next, this.#samplesPerPacket, 0, send)) return;
      this.#next += this.#samplesPerPacket;
    }
  }

  /**
   * Takes up the part of `count` samples from index `first` (modulo 2³²) on that is still there.
   * @returns that part; null when there is none
   */
  resend(first: number, count: number, nowUs: number, samplesPerPacket: number): Resend | null {
    const oldest = this.oldest(nowUs);
    const taken = this.taken(nowUs);
    // The asked index lies within 2³¹ of the newest one, before or after it.
    const behind = (taken - first) % TWO_32;
    const from = taken - (behind < -TWO_32 / 2 ? behind + TWO_32 : behind);
    const begin = Math.max(from, oldest);
    const end = Math.min(from + count, taken);
    if (begin >= end) return null;
    this.#samplesPerPacket = samplesPerPacket;
    this.#refill = { next: begin, end };
    return { first: begin % TWO_32, count: end - begin };
  }

  /** Hands packets of the resend under way to `send` until it answers false or all is sent. */
  pumpResend(nowUs: number, send: (packet: Uint8Array) => boolean): void {
    this.#memory.takeUntil(this.taken(nowUs));
    while (this.#refill) {
      const { end } = this.#refill;
      const next = Math.max(this.#refill.next, this.#memory.oldest);
      const count = Math.min(this.#samplesPerPacket, end - next);
      if (count <= 0) {
        this.#refill = null;
      } else {
        if (!this.#send(next, count, STREAM_FLAG.refilled, send)) return;
        this.#refill.next = next + count;
      }
    }
  }

  endResend(): void {
    this.#refill = null;
  }

  #giveUpLate(nowUs: number): void {
    const behind = this.taken(nowUs) - this.#next;
    const waitedUs = nowUs - this.#instants.at(this.#next);
    if (behind < this.#ringDepth && waitedUs < LONGEST_WAIT_US) return;
    this.#sent.skipped += behind;
    this.#next += behind;
  }

  #send(
    first: number,
    count: number,
    flags: number,
    send: (packet: Uint8Array) => boolean,
  ): boolean {
    const packet = encodeStreamPacket({
      flags,
      sequence: this.#sent.sequence,
      firstIndex: first % TWO_32,
      deviceTimeUs: this.#clock(this.#instants.at(first)),
      counts: this.#memory.read(first, count),
      magneticCounts: NO_MAGNETIC_COUNTS,
    });
    if (!send(packet)) return false;
    this.#sent.sequence = (this.#sent.sequence + 1) % TWO_16;
    return true;
  }
}
