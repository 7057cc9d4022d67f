import type { MeasuredSamples } from './dataMessage.ts';

const WRAP_MS = 2 ** 32;

/** Messages of one stream that wait for the other: a stream that stays away costs no memory. */
const MAX_WAITING = 8;

/** Samples of one stream that are not all paired. */
interface Waiting {
  readonly timestampMs: number;
  readonly count: number;
  readonly values: Float64Array;
  /** The first that is not paired yet. */
  from: number;
}

/** Specific force (m/s²) and angular rate (rad/s) that were taken together, x, y, z per sample. */
export interface PairedSamples {
  /** The sensor's clock at the first, µs. */
  readonly deviceTimeUs: number;
  readonly count: number;
  readonly acceleration: Float64Array;
  readonly angularRate: Float64Array;
}

/**
 * Pairs the samples of two streams of the same rate by the sensor's clock. What has no partner within
 * half a sampling period is dropped and counted, so that a message lost from one stream shifts nothing.
 */
export class PairByTime {
  readonly #periodMs: number;
  readonly #accelerations: Waiting[] = [];
  readonly #angularRates: Waiting[] = [];
  #unpaired = 0;

  constructor(rateHz: number) {
    this.#periodMs = 1000 / rateHz;
  }

  /** Samples that were dropped because the other stream had none for their time. */
  get unpaired(): number {
    return this.#unpaired;
  }

  /** The pairs that these samples complete, oldest first; one block per message of both. */
  push({ timestampMs, count, acceleration, angularRate }: MeasuredSamples): PairedSamples[] {
    if (acceleration)
      this.#enqueue(this.#accelerations, { timestampMs, count, values: acceleration, from: 0 });
    if (angularRate)
      this.#enqueue(this.#angularRates, { timestampMs, count, values: angularRate, from: 0 });
    const pairs: PairedSamples[] = [];
    for (;;) {
      const force = this.#accelerations[0];
      const rate = this.#angularRates[0];
      if (force === undefined || rate === undefined) return pairs;
      const apartMs = this.#apartMs(force, rate);
      if (Math.abs(apartMs) <= this.#periodMs / 2) {
        pairs.push(this.#take(force, rate));
      } else {
        // Nothing older than what came can come: the earlier one stays alone.
        this.#drop(apartMs < 0 ? this.#accelerations : this.#angularRates, 1);
      }
    }
  }

  #enqueue(queue: Waiting[], samples: Waiting): void {
    queue.push(samples);
    if (queue.length > MAX_WAITING) this.#drop(queue, samples.count);
  }

  /** How much later the next sample of `force` was taken than that of `rate`, over the wrap, ms. */
  #apartMs(force: Waiting, rate: Waiting): number {
    const startMs =
      ((force.timestampMs - rate.timestampMs + 1.5 * WRAP_MS) % WRAP_MS) - WRAP_MS / 2;
    return startMs + (force.from - rate.from) * this.#periodMs;
  }

  #take(force: Waiting, rate: Waiting): PairedSamples {
    const count = Math.min(force.count - force.from, rate.count - rate.from);
    const pair = {
      deviceTimeUs:
        Math.round(1000 * (force.timestampMs + force.from * this.#periodMs)) % (1000 * WRAP_MS),
      count,
      acceleration: force.values.slice(3 * force.from, 3 * (force.from + count)),
      angularRate: rate.values.slice(3 * rate.from, 3 * (rate.from + count)),
    };
    this.#advance(this.#accelerations, count);
    this.#advance(this.#angularRates, count);
    return pair;
  }

  #drop(queue: Waiting[], count: number): void {
    this.#unpaired += this.#advance(queue, count);
  }

  /** Leaves the oldest of `queue` behind, up to `count` samples of its first message. */
  #advance(queue: Waiting[], count: number): number {
    const first = queue[0]!;
    const left = Math.min(count, first.count - first.from);
    first.from += left;
    if (first.from === first.count) queue.shift();
    return left;
  }
}
