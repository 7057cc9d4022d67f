import type { LinkFate } from '../radio/linkFate.ts';
import type { SamplesDelivery } from './linkDelivery.ts';

type Packet = Omit<SamplesDelivery, 'atUs'>;

/**
 * The way of one link's messages from the controller to the program: each delayed, in order but for
 * the rare packet that the next overtakes, and some packets twice.
 */
export class HostQueue {
  readonly #fate: LinkFate;
  #latestUs = 0;
  #overtaken: Packet | null = null;

  constructor(fate: LinkFate) {
    this.#fate = fate;
  }

  /** When a message that the controller has at `eventUs` arrives. */
  arrivalUs(eventUs: number): number {
    this.#latestUs = Math.max(this.#latestUs, Math.round(eventUs + this.#fate.hostDelayUs()));
    return this.#latestUs;
  }

  /** What arrives because the controller has a packet at `eventUs`. */
  *packet(packet: Packet, eventUs: number): Generator<SamplesDelivery> {
    const { tally } = this.#fate;
    const again = this.#fate.duplicates();
    const late = this.#fate.isOvertaken();
    if (again) {
      tally.duplicated++;
      yield { ...packet, atUs: this.arrivalUs(eventUs) };
    }
    if (late && !this.#overtaken) {
      this.#overtaken = packet;
      return;
    }
    yield { ...packet, atUs: this.arrivalUs(eventUs) };
    if (!this.#overtaken) return;
    tally.overtaken++;
    yield { ...this.#overtaken, atUs: this.arrivalUs(eventUs) };
    this.#overtaken = null;
  }
}
