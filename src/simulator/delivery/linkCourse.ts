import { LinkFate } from '../radio/linkFate.ts';
import type { RadioConditions } from '../radio/radioConditions.ts';
import { RandomIntervals } from '../radio/randomIntervals.ts';
import { Random } from '../random.ts';
import { HostQueue } from './hostQueue.ts';
import type { LinkDelivery } from './linkDelivery.ts';
import type { Sampling } from './sampling.ts';

export interface LinkCourseOptions {
  /** Tells its random streams from those of the other sensors. */
  readonly address: string;
  readonly sampling: Sampling;
  readonly conditions: RadioConditions;
  readonly connectionIntervalMs: number;
  readonly samplesPerPacket: number;
  /** The packet of the samples from an index on; called in the order in which they are taken. */
  readonly packetFrom: (firstIndex: number) => Uint8Array;
  /** Whether the hub asks the sensor how its clock stands. */
  readonly exchanges: boolean;
  readonly startUs: number;
}

/** Samples or an answer that wait in the sensor for a connection event. */
type Outgoing =
  | { readonly firstIndex: number; readonly bytes: Uint8Array }
  | { readonly askedUs: number; readonly receivedUs: number };

/** Clock exchanges after a link began, then one in so many µs. */
const FIRST_EXCHANGES = 8;
const LEAST_BETWEEN_US = 50_000;
const BETWEEN_US = 10_000_000;
/** Drawn on top, so that no exchange is in step with the connection interval. */
const OUT_OF_STEP_US = 50_000;

/** A link that broke is tried again so often. */
const RELINK_US = 100_000;

/**
 * The course of one sensor's links on simulated time: what is full crosses at the next connection
 * event that its fate lets pass, and waits for the host after it. Endless; in order of arrival.
 */
export class LinkCourse {
  readonly #options: LinkCourseOptions;
  readonly #fate: LinkFate;
  readonly #random: Random;
  readonly #intervalUs: number;

  constructor(options: LinkCourseOptions) {
    const { conditions, address, startUs, connectionIntervalMs } = options;
    this.#options = options;
    // Its own copy: every sensor passes through the same stalls at its own pace.
    const shared = new Random(conditions.seed, 'shared stall');
    const sharedStalls = new RandomIntervals(shared, conditions.sharedStalls, startUs);
    this.#fate = new LinkFate({ conditions, address, sharedStalls, originUs: startUs });
    this.#random = new Random(conditions.seed, `link ${address}`);
    this.#intervalUs = 1000 * connectionIntervalMs;
  }

  *deliveries(): Generator<LinkDelivery, never> {
    let upUs = this.#options.startUs;
    for (;;) {
      yield { type: 'linked', atUs: Math.ceil(upUs) };
      const lostUs = yield* this.#link(upUs);
      yield { type: 'lost', atUs: Math.ceil(lostUs) };
      upUs = lostUs + RELINK_US;
      while (this.#fate.absentAt(upUs)) upUs += RELINK_US;
    }
  }

  /** One link from its beginning to its loss, the time of which it returns. */
  *#link(upUs: number): Generator<LinkDelivery, number> {
    const { sampling, packetFrom, samplesPerPacket: count } = this.#options;
    const host = new HostQueue(this.#fate);
    const queue: Outgoing[] = [];
    let eventUs = upUs + this.#random.uniform(0, this.#intervalUs);
    let next = sampling.firstAfter(upUs);
    let asks = 0;
    let askUs = this.#options.exchanges ? this.#after(upUs, asks) : Number.POSITIVE_INFINITY;
    let asked = false;
    for (;;) {
      const fullUs = sampling.sampledUs(next + count - 1);
      const dueUs = queue.length > 0 ? eventUs : Math.min(fullUs, asked ? fullUs : askUs);
      eventUs = this.#eventAfter(Math.max(dueUs, eventUs), eventUs);
      if (this.#fate.absentAt(eventUs)) return host.arrivalUs(eventUs);
      const stalledUntilUs = this.#fate.stalledUntilUs(eventUs);
      if (stalledUntilUs !== null) eventUs = this.#eventAfter(stalledUntilUs, eventUs);
      for (; sampling.sampledUs(next + count - 1) <= eventUs; next += count) {
        if (!this.#fate.overflows()) queue.push({ firstIndex: next, bytes: packetFrom(next) });
      }
      // Before the answers: one to what crosses now waits for the next event.
      const crosses = !asked && askUs <= eventUs && this.#fate.crosses('central');
      while (queue.length > 0 && this.#fate.crosses('peripheral')) {
        const message = queue.shift()!;
        if ('firstIndex' in message) {
          yield* host.packet({ type: 'samples', ...message, count }, eventUs);
        } else {
          const atUs = host.arrivalUs(eventUs);
          const receivedUs = sampling.deviceUs(message.receivedUs);
          const { askedUs } = message;
          const exchange = { askedUs, heardUs: atUs, receivedUs, answeredUs: receivedUs };
          yield { type: 'exchange', atUs, exchange };
          asked = false;
          askUs = Math.max(atUs, this.#after(askedUs, ++asks));
        }
      }
      if (crosses) {
        queue.push({ askedUs: askUs, receivedUs: eventUs });
        asked = true;
      }
    }
  }

  /** The first connection event after `atUs` of those that follow on `eventUs`. */
  #eventAfter(atUs: number, eventUs: number): number {
    const events = Math.floor((atUs - eventUs) / this.#intervalUs) + 1;
    return eventUs + events * this.#intervalUs;
  }

  #after(askedUs: number, asks: number): number {
    const betweenUs = asks < FIRST_EXCHANGES ? LEAST_BETWEEN_US : BETWEEN_US;
    return Math.round(askedUs + betweenUs + this.#random.uniform(0, OUT_OF_STEP_US));
  }
}
