import type { HubClock } from '../../model/sensorSource.ts';
import { STATUS } from './hci.ts';
import { HostPath } from './hostPath.ts';
import { isNotification } from './isNotification.ts';
import type { LinkFate, LinkSide } from './linkFate.ts';

/** One side of a link: what it is told. */
export interface LinkEnd {
  /** An L2CAP payload on the attribute channel, whole and in order. */
  received(payload: Uint8Array): void;
  /** `count` packets this side sent have gone over the air. */
  delivered(count: number): void;
  /** A payload this side sent was given to the program behind the other side. */
  reachedHost?(payload: Uint8Array): void;
  /** The link is gone, with the HCI reason. */
  closed(reason: number): void;
}

export interface LinkTiming {
  readonly clock: HubClock;
  readonly intervalUs: number;
  readonly supervisionTimeoutUs: number;
  readonly fate: LinkFate;
}

/** A packet with no payload carries the first part of one that comes with a later packet. */
type Packet = Uint8Array | null;

/** Packets a peripheral's radio holds before it refuses further notifications. */
const PERIPHERAL_QUEUE = 64;

/**
 * A connection of the link layer: what either side sends crosses at the next connection event, or
 * at a later one where its fate says so; never out of order.
 */
export class Link {
  readonly #timing: LinkTiming;
  readonly #ends: Record<LinkSide, LinkEnd>;
  readonly #anchorUs: number;
  readonly #toHost: HostPath;
  readonly #queues: Record<LinkSide, Packet[]> = { central: [], peripheral: [] };
  #lastEvent = 0;
  #timer: NodeJS.Timeout | undefined;
  #inRange = true;
  #open = true;

  constructor(timing: LinkTiming, central: LinkEnd, peripheral: LinkEnd) {
    this.#timing = timing;
    this.#ends = { central, peripheral };
    this.#anchorUs = timing.clock();
    this.#toHost = new HostPath(timing.clock, timing.fate, (payload) => {
      central.received(payload);
      peripheral.reachedHost?.(payload);
    });
  }

  /**
   * Takes a packet for the next connection event; false when the link is gone, or when the
   * peripheral's queue is full and the packet a notification: responses and indications, of which
   * there are few at a time, always have room, lest a stream shut them out.
   * @param payload what the packet completes; null when more packets must come before it
   */
  send(from: LinkSide, payload: Uint8Array | null): boolean {
    const queue = this.#queues[from];
    const full = from === 'peripheral' && queue.length >= PERIPHERAL_QUEUE;
    if (!this.#open || (full && payload && isNotification(payload))) return false;
    queue.push(payload);
    if (this.#inRange && !this.#timer) this.#scheduleEvent(this.#timing.clock());
    return true;
  }

  /** Ends the link by the wish of one side. */
  close(by: LinkSide): void {
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
    this.#toHost.clear();
    this.#ends.peripheral.closed(STATUS.connectionTimeout);
  }

  /** The first connection event after `afterUs` that has not been. */
  #scheduleEvent(afterUs: number): void {
    const { clock, intervalUs } = this.#timing;
    const event = Math.floor((afterUs - this.#anchorUs) / intervalUs) + 1;
    this.#lastEvent = Math.max(event, this.#lastEvent + 1);
    const waitUs = this.#anchorUs + this.#lastEvent * intervalUs - clock();
    this.#timer = setTimeout(() => this.#connectionEvent(), Math.ceil(waitUs / 1000));
  }

  #connectionEvent(): void {
    this.#timer = undefined;
    const nowUs = this.#timing.clock();
    if (this.#timing.fate.absentAt(nowUs)) {
      this.#breakOff();
      return;
    }
    const stalledUntilUs = this.#timing.fate.stalledUntilUs(nowUs);
    if (stalledUntilUs !== null) {
      this.#scheduleEvent(stalledUntilUs);
      return;
    }
    // Both before either is handed over: an answer to what crosses now waits for the next event.
    const fromCentral = this.#heard('central');
    const fromPeripheral = this.#heard('peripheral');
    this.#handOver('central', fromCentral, (payload) => this.#ends.peripheral.received(payload));
    this.#handOver('peripheral', fromPeripheral, (payload) => this.#toHost.push(payload));
    const { central, peripheral } = this.#queues;
    const waiting = central.length + peripheral.length > 0;
    if (waiting && this.#open && this.#inRange && !this.#timer) this.#scheduleEvent(nowUs);
  }

  /** The radio has lost the peripheral, and both sides notice at once. */
  #breakOff(): void {
    this.#timing.fate.tally.disconnects++;
    this.#end(STATUS.connectionTimeout, STATUS.connectionTimeout);
  }

  /** Takes from a queue what the other side hears at this event: one unheard ends it for the rest. */
  #heard(from: LinkSide): Packet[] {
    const queue = this.#queues[from];
    let count = 0;
    while (count < queue.length && this.#timing.fate.crosses(from)) count++;
    return queue.splice(0, count);
  }

  #handOver(
    from: LinkSide,
    packets: readonly Packet[],
    receive: (payload: Uint8Array) => void,
  ): void {
    if (packets.length === 0) return;
    for (const payload of packets) {
      if (this.#open && payload) receive(payload);
    }
    if (this.#open) this.#ends[from].delivered(packets.length);
  }

  #end(reasonForCentral: number, reasonForPeripheral: number): void {
    this.#close();
    this.#toHost.flush();
    this.#ends.peripheral.closed(reasonForPeripheral);
    this.#ends.central.closed(reasonForCentral);
  }

  #close(): void {
    this.#open = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
