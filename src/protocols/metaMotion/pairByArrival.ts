import { ArrivalLag } from './arrivalLag.ts';
import type { InertialStream } from './modules.ts';
import type { InertialCounts } from './notifications.ts';
import { SampleQueue, type Waiting } from './sampleQueue.ts';

/** Notifications that came by turns before their order is relied on. */
const FIRM_TURNS = 32;

/** Of one notification: what waits longer than this, before turns are firm, has lost its partner. */
const LONGEST_WAIT = 0.5;

/** Counts of specific force and angular rate that belong together, x, y, z per sample. */
export interface PairedCounts {
  readonly samples: number;
  readonly acceleration: Int16Array;
  readonly angularRate: Int16Array;
}

/**
 * Pairs the samples of accelerometer and gyroscope in order of arrival: they have the same rate, and
 * neither clock nor index. A notification that is lost from one stream would shift all that follow.
 * Two things tell of it, and what has no partner is dropped and counted: two notifications of one
 * stream in a row where they came by turns before; and, more slowly, that what is paired does
 * not arrive together.
 */
export class PairByArrival {
  readonly #periodUs: number;
  readonly #acceleration = new SampleQueue();
  readonly #angularRate = new SampleQueue();
  readonly #lag: ArrivalLag;
  #previous: InertialStream | null = null;
  #turns = 0;

  constructor(rateHz: number) {
    this.#periodUs = 1e6 / rateHz;
    this.#lag = new ArrivalLag(rateHz);
  }

  /** Samples that were dropped because the other stream had none to go with them. */
  get unpaired(): number {
    return this.#acceleration.dropped + this.#angularRate.dropped;
  }

  /** The pairs that these counts complete, oldest first. */
  push({ stream, counts }: InertialCounts, arrivalUs: number): PairedCounts[] {
    const queue = stream === 'acceleration' ? this.#acceleration : this.#angularRate;
    const samples = counts.length / 3;
    const isFirm = this.#turns >= FIRM_TURNS;
    const isTurn = this.#takesTurn(stream);
    queue.push(counts, arrivalUs);
    if (!isFirm) this.#dropWidows(queue, arrivalUs, samples);
    const pairs = this.#pair();
    // What would have been the partner of one of the two is lost.
    if (isFirm && !isTurn) queue.drop(samples);
    return pairs;
  }

  #takesTurn(stream: InertialStream): boolean {
    const isTurn = this.#previous !== stream;
    this.#previous = stream;
    this.#turns = isTurn ? Math.min(this.#turns + 1, FIRM_TURNS) : 0;
    if (!isTurn) this.#lag.unsettle();
    return isTurn;
  }

  #dropWidows(queue: SampleQueue, arrivalUs: number, samples: number): void {
    const longestUs = LONGEST_WAIT * samples * this.#periodUs;
    while (queue.length > 1 && arrivalUs - queue.front!.arrivalUs > longestUs) queue.dropFront();
  }

  #pair(): PairedCounts[] {
    const pairs: PairedCounts[] = [];
    for (;;) {
      const force = this.#acceleration.front;
      const rate = this.#angularRate.front;
      if (force === undefined || rate === undefined) return pairs;
      const samples = Math.min(force.samples - force.from, rate.samples - rate.from);
      const lagUs = this.#takenUs(force) - this.#takenUs(rate);
      const late = this.#lag.add(lagUs / this.#periodUs, samples);
      const acceleration = this.#acceleration.take(samples);
      pairs.push({ samples, acceleration, angularRate: this.#angularRate.take(samples) });
      // An acceleration that is paired late goes with an angular rate still to come.
      if (late > 0) this.#angularRate.drop(late);
      if (late < 0) this.#acceleration.drop(-late);
    }
  }

  /** When the next sample was taken, but for the delay of its notification: its last one is newest. */
  #takenUs({ arrivalUs, samples, from }: Waiting): number {
    return arrivalUs - (samples - 1 - from) * this.#periodUs;
  }
}
