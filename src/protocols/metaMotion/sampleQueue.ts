/** Notifications that wait: a stream whose partner stays away costs no memory. */
const MAX_WAITING = 8;

/** One notification of which some samples wait. */
export interface Waiting {
  /** x, y, z per sample. */
  readonly counts: Int16Array;
  readonly samples: number;
  readonly arrivalUs: number;
  /** The first sample that waits. */
  from: number;
}

/** Samples of one stream that wait for those of the other. */
export class SampleQueue {
  readonly #waiting: Waiting[] = [];
  /** Samples to be dropped that have not come yet. */
  #owed = 0;
  #dropped = 0;

  get front(): Waiting | undefined {
    return this.#waiting[0];
  }

  /** Notifications that wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Samples so far that were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  push(counts: Int16Array, arrivalUs: number): void {
    this.#waiting.push({ counts, samples: counts.length / 3, arrivalUs, from: 0 });
    const owed = this.#owed;
    this.#owed = 0;
    this.drop(owed);
    if (this.#waiting.length > MAX_WAITING) this.dropFront();
  }

  /** Counts of so many samples of the first notification. */
  take(samples: number): Int16Array {
    const front = this.#waiting[0]!;
    const counts = front.counts.subarray(3 * front.from, 3 * (front.from + samples));
    this.#leave(samples);
    return counts;
  }

  /** Drops the next samples, of what waits and of what comes. */
  drop(samples: number): void {
    let left = samples;
    while (left > 0 && this.#waiting.length > 0) {
      const { samples: all, from } = this.#waiting[0]!;
      const now = Math.min(left, all - from);
      this.#leave(now);
      this.#dropped += now;
      left -= now;
    }
    this.#owed += left;
  }

  /** Drops what waits of the first notification. */
  dropFront(): void {
    const { samples, from } = this.#waiting[0]!;
    this.drop(samples - from);
  }

  #leave(samples: number): void {
    const front = this.#waiting[0]!;
    front.from += samples;
    if (front.from === front.samples) this.#waiting.shift();
  }
}
