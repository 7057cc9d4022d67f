import type { HubClock } from '../../model/sensorSource.ts';
import { STATUS } from './hci.ts';

/** One side of a link: what it is told. */
export interface LinkEnd {
  /** An L2CAP payload on the attribute channel, whole and in order. */
  received(payload: Uint8Array): void;
  /** `count` payloads this side sent have gone over the air. */
  delivered(count: number): void;
  /** The link is gone, with the HCI reason. */
  closed(reason: number): void;
}

export interface LinkTiming {
  readonly clock: HubClock;
  readonly intervalUs: number;
  readonly supervisionTimeoutUs: number;
}

type From = 'central' | 'peripheral';

/** Payloads a peripheral's radio holds before it refuses more. */
const PERIPHERAL_QUEUE = 64;

/**
 * A connection of the link layer: what either side sends crosses at the next connection event.
 * Lost packets are repeated by a real link layer, so here only delay and link loss exist.
 */
export class Link {
  readonly #timing: LinkTiming;
  readonly #ends: Record<From, LinkEnd>;
  readonly #anchorUs: number;
  #queues: Record<From, Uint8Array[]> = { central: [], peripheral: [] };
  #timer: NodeJS.Timeout | undefined;
  #inRange = true;
  #open = true;

  constructor(timing: LinkTiming, central: LinkEnd, peripheral: LinkEnd) {
    this.#timing = timing;
    this.#ends = { central, peripheral };
    this.#anchorUs = timing.clock();
  }

  /** Takes a payload for the next connection event; false when the queue is full or the link gone. */
  send(from: From, payload: Uint8Array): boolean {
    const queue = this.#queues[from];
    if (!this.#open || (from === 'peripheral' && queue.length >= PERIPHERAL_QUEUE)) return false;
    queue.push(payload);
    if (this.#inRange && !this.#timer) this.#scheduleEvent();
    return true;
  }

  /** Ends the link by the wish of one side. */
  close(by: From): void {
    if (!this.#open) return;
    this.#end(
      by === 'central' ? STATUS.localHostEnded : STATUS.remoteUserEnded,
      by === 'central' ? STATUS.remoteUserEnded : STATUS.localHostEnded,
    );
  }

  /** Nothing crosses any more; both sides notice when the supervision timeout has passed. */
  loseRange(): void {
    if (!this.#open || !this.#inRange) return;
    this.#inRange = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#end(STATUS.connectionTimeout, STATUS.connectionTimeout),
      this.#timing.supervisionTimeoutUs / 1000,
    );
  }

  /** The central's radio lost its power: the host is told nothing, the peripheral times out. */
  abandon(): void {
    if (!this.#open) return;
    this.#close();
    this.#ends.peripheral.closed(STATUS.connectionTimeout);
  }

  #scheduleEvent(): void {
    const { clock, intervalUs } = this.#timing;
    const sinceAnchorUs = clock() - this.#anchorUs;
    const nextUs = (Math.floor(sinceAnchorUs / intervalUs) + 1) * intervalUs;
    this.#timer = setTimeout(() => this.#connectionEvent(), (nextUs - sinceAnchorUs) / 1000);
  }

  #connectionEvent(): void {
    this.#timer = undefined;
    const { central, peripheral } = this.#queues;
    this.#queues = { central: [], peripheral: [] };
    this.#cross('central', central, 'peripheral');
    this.#cross('peripheral', peripheral, 'central');
  }

  #cross(from: From, payloads: readonly Uint8Array[], to: From): void {
    if (payloads.length === 0) return;
    for (const payload of payloads) {
      if (this.#open) this.#ends[to].received(payload);
    }
    if (this.#open) this.#ends[from].delivered(payloads.length);
  }

  #end(reasonForCentral: number, reasonForPeripheral: number): void {
    this.#close();
    this.#ends.peripheral.closed(reasonForPeripheral);
    this.#ends.central.closed(reasonForCentral);
  }

  #close(): void {
    this.#open = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
