import type { RunningUnit, UnitReading } from './runningUnit.ts';

/** How long samples wait for a slow radio before the sensor throws them away. */
const LONGEST_WAIT_US = 2e6;

/** Samples of one stream, by their place since it began. */
export interface StreamRange {
  readonly first: number;
  readonly count: number;
}

export interface SampleStreamOptions {
  /** What is streamed, in words. */
  readonly what: string;
  readonly unit: RunningUnit;
  readonly samplesPerPacket: number;
  /** The first sample is the next one after this, true time, µs. */
  readonly beganUs: number;
}

/** Consecutive samples of a unit from one beginning on, sent as packets of equally many. */
export class SampleStream {
  readonly what: string;
  readonly #unit: RunningUnit;
  readonly #samplesPerPacket: number;
  readonly #firstTick: number;
  #next = 0;

  constructor({ what, unit, samplesPerPacket, beganUs }: SampleStreamOptions) {
    this.what = what;
    this.#unit = unit;
    this.#samplesPerPacket = samplesPerPacket;
    this.#firstTick = unit.instants.takenUntil(beganUs);
  }

  /** True time at which its sample `n` was taken, µs: the truth of a test. */
  sampleUs(n: number): number {
    return this.#unit.instants.at(this.#firstTick + n);
  }

  /** Instant at which the next packet is complete, µs. */
  dueUs(): number {
    return this.sampleUs(this.#next + this.#samplesPerPacket - 1);
  }

  /**
   * Hands the samples of every packet due at `nowUs` to `send` until it answers false; these are
   * offered again later. Samples that waited too long are told to `lost`, and the stream goes on
   * with what is new.
   */
  pump(
    nowUs: number,
    send: (readings: readonly UnitReading[], range: StreamRange) => boolean,
    lost: (range: StreamRange) => void,
  ): void {
    const count = this.#samplesPerPacket;
    this.#unit.takeUntil(nowUs);
    this.giveUpLate(nowUs, lost);
    while (this.dueUs() <= nowUs) {
      const first = this.#next;
      const readings = Array.from({ length: count }, (_, i) =>
        this.#unit.read(this.#firstTick + first + i),
      );
      if (!send(readings, { first, count })) return;
      this.#next += count;
    }
  }

  /** Tells `lost` of all samples that wait, where the oldest has waited too long. */
  giveUpLate(nowUs: number, lost: (range: StreamRange) => void): void {
    if (nowUs - this.dueUs() <= LONGEST_WAIT_US) return;
    const behind = this.#packetsDue(nowUs) * this.#samplesPerPacket;
    lost({ first: this.#next, count: behind });
    this.#next += behind;
  }

  /** Goes on with the next packet after `nowUs`: nobody listened to those before. */
  skipUntil(nowUs: number): void {
    this.#next += this.#packetsDue(nowUs) * this.#samplesPerPacket;
  }

  #packetsDue(nowUs: number): number {
    const taken = this.#unit.instants.takenUntil(nowUs) - this.#firstTick;
    return Math.max(0, Math.floor((taken - this.#next) / this.#samplesPerPacket));
  }
}
