import type { InertialStream } from './modules.ts';
import type { InertialCounts } from './notifications.ts';

/** Notifications of one stream that wait for the other: a stream that stays away costs no memory. */
const MAX_WAITING = 8;

/**
 * How much later its partner's stream arrives, as a mean over about so many pairs. Single ones tell
 * little: the radio delivers what waits for it together.
 */
const LAG_PAIRS = 64;
/** A pair over the span of this many notifications counts as such: a stall is no shift. */
const MAX_LAG_NOTIFICATIONS = 4;
/** Shifted by one notification the mean lag is one, aligned it is what lies between the two. */
const SHIFTED_LAG_NOTIFICATIONS = 0.7;
/** Waiting notifications that came within this part of one came together. */
const TOGETHER_NOTIFICATIONS = 0.5;

interface Waiting {
  readonly counts: Int16Array;
  readonly samples: number;
  readonly arrivalUs: number;
  /** The first sample that is not paired yet. */
  from: number;
}

/** Counts of specific force and angular rate that belong together, x, y, z per sample. */
export interface PairedCounts {
  readonly samples: number;
  readonly acceleration: Int16Array;
  readonly angularRate: Int16Array;
}

/**
 * Pairs the samples of accelerometer and gyroscope in order of arrival: they have the same rate, and
 * neither clock nor index. A notification that is lost from one stream would shift all that follow.
 * Two things tell of it: notifications of one stream alone, one after another; and that what is
 * paired arrives about one notification apart. Then what is left over is dropped and counted.
 */
export class PairByArrival {
  readonly #periodUs: number;
  readonly #waiting: Readonly<Record<InertialStream, Waiting[]>> = {
    acceleration: [],
    angularRate: [],
  };
  /** Mean lag of accelerations behind angular rates, in notifications. */
  #lag = 0;
  /** The stream whose next notification is one too many. */
  #surplus: InertialStream | null = null;
  #unpaired = 0;

  constructor(rateHz: number) {
    this.#periodUs = 1e6 / rateHz;
  }

  /** Samples that were dropped because the other stream had none to go with them. */
  get unpaired(): number {
    return this.#unpaired;
  }

  /** The pairs that these counts complete, oldest first. */
  push({ stream, counts }: InertialCounts, arrivalUs: number): PairedCounts[] {
    const arrived = { counts, samples: counts.length / 3, arrivalUs, from: 0 };
    if (this.#surplus === stream) {
      this.#surplus = null;
      this.#unpaired += arrived.samples;
      return [];
    }
    this.#enqueue(this.#waiting[stream], arrived);
    const pairs: PairedCounts[] = [];
    for (;;) {
      const force = this.#waiting.acceleration[0];
      const rate = this.#waiting.angularRate[0];
      if (force === undefined || rate === undefined) return pairs;
      this.#follow(force, rate);
      pairs.push(this.#take(force, rate));
    }
  }

  #enqueue(queue: Waiting[], arrived: Waiting): void {
    queue.push(arrived);
    const togetherUs = TOGETHER_NOTIFICATIONS * arrived.samples * this.#periodUs;
    while (queue.length > 1) {
      const isOld = arrived.arrivalUs - queue[0]!.arrivalUs > togetherUs;
      if (!isOld && queue.length <= MAX_WAITING) return;
      this.#drop(queue);
    }
  }

  #follow(force: Waiting, rate: Waiting): void {
    const notificationUs = Math.max(force.samples, rate.samples) * this.#periodUs;
    const lag = (force.arrivalUs - rate.arrivalUs) / notificationUs;
    const most = MAX_LAG_NOTIFICATIONS;
    this.#lag += (Math.max(-most, Math.min(most, lag)) - this.#lag) / LAG_PAIRS;
    if (Math.abs(this.#lag) < SHIFTED_LAG_NOTIFICATIONS) return;
    this.#surplus = this.#lag > 0 ? 'angularRate' : 'acceleration';
    this.#lag = 0;
  }

  #take(force: Waiting, rate: Waiting): PairedCounts {
    const samples = Math.min(force.samples - force.from, rate.samples - rate.from);
    const pair = {
      samples,
      acceleration: force.counts.subarray(3 * force.from, 3 * (force.from + samples)),
      angularRate: rate.counts.subarray(3 * rate.from, 3 * (rate.from + samples)),
    };
    advance(this.#waiting.acceleration, samples);
    advance(this.#waiting.angularRate, samples);
    return pair;
  }

  #drop(queue: Waiting[]): void {
    const { samples, from } = queue[0]!;
    this.#unpaired += samples - from;
    queue.shift();
  }
}

/** Leaves `samples` of the oldest notification behind. */
function advance(queue: Waiting[], samples: number): void {
  const first = queue[0]!;
  first.from += samples;
  if (first.from === first.samples) queue.shift();
}
