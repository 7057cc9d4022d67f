import type { HubClock } from '../../model/sensorSource.ts';
import { isNotification } from './isNotification.ts';
import type { LinkFate } from './linkFate.ts';

/** Timers count whole milliseconds and ring late: what is due within one of them goes at once. */
const TIMER_STEP_US = 1000;

interface Waiting {
  readonly payload: Uint8Array;
  readonly atUs: number;
}

/**
 * The way of one link's packets from the controller to the host: each delayed, all in order but
 * for the rare one that the next overtakes. One timer, however many wait.
 */
export class HostPath {
  readonly #clock: HubClock;
  readonly #fate: LinkFate;
  readonly #deliver: (payload: Uint8Array) => void;
  #waiting: Waiting[] = [];
  #overtaken: Uint8Array | undefined;
  #timer: NodeJS.Timeout | undefined;
  #latestUs = 0;

  constructor(clock: HubClock, fate: LinkFate, deliver: (payload: Uint8Array) => void) {
    this.#clock = clock;
    this.#fate = fate;
    this.#deliver = deliver;
  }

  push(payload: Uint8Array): void {
    const fate = this.#fate;
    // Nothing else may come twice or late: a request has exactly one answer.
    const notifies = isNotification(payload);
    const again = notifies && fate.duplicates();
    const late = notifies && fate.isOvertaken();
    if (again) {
      fate.tally.duplicated++;
      this.#queue(payload);
    }
    if (late && !this.#overtaken) {
      this.#overtaken = payload;
      return;
    }
    this.#queue(payload);
    if (!this.#overtaken) return;
    fate.tally.overtaken++;
    this.#queue(this.#overtaken);
    this.#overtaken = undefined;
  }

  /** Gives the host at once what still waits: a controller tells of the link's end after its data. */
  flush(): void {
    const payloads = this.#waiting.map(({ payload }) => payload);
    if (this.#overtaken) payloads.push(this.#overtaken);
    this.clear();
    for (const payload of payloads) this.#deliver(payload);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#overtaken = undefined;
  }

  #queue(payload: Uint8Array): void {
    const delayUs = this.#fate.hostDelayUs();
    if (delayUs === 0 && this.#waiting.length === 0) {
      this.#deliver(payload);
      return;
    }
    this.#latestUs = Math.max(this.#latestUs, this.#clock() + delayUs);
    this.#waiting.push({ payload, atUs: this.#latestUs });
    if (!this.#timer) this.#schedule();
  }

  #schedule(): void {
    const waitUs = this.#waiting[0]!.atUs - this.#clock();
    this.#timer = setTimeout(() => this.#release(), Math.floor(waitUs / TIMER_STEP_US));
  }

  #release(): void {
    this.#timer = undefined;
    const dueUs = this.#clock() + TIMER_STEP_US;
    while (this.#waiting.length > 0 && this.#waiting[0]!.atUs <= dueUs) {
      this.#deliver(this.#waiting.shift()!.payload);
    }
    if (this.#waiting.length > 0 && !this.#timer) this.#schedule();
  }
}
