import type { ControlMessage } from '../../../../src/stream/client.ts';

/** An answer that did not come by then was lost, or the hub went elsewhere. */
const LOST_MS = 1000;
/** A hub that has sought tells the position itself; one that plays on meanwhile is this near. */
const NEAR_S = 0.25;

interface Sought {
  readonly positionS: number;
  /** When it was asked for, on this page's monotonic clock. */
  readonly atMs: number;
}

/** Where a replay was told to go and has not said it is: what is pressed next starts from there. */
export class SoughtPosition {
  #sought: Sought | null = null;

  sent(message: ControlMessage, nowMs: number): void {
    if (message.type !== 'replay') return;
    if (message.action === 'seek' && !message.preview) {
      this.#sought = { positionS: message.positionS, atMs: nowMs };
    } else if (message.action === 'step') this.#sought = null;
  }

  /** Of several that were asked for quickly the answers to the earlier ones are passed over. */
  told(positionS: number): void {
    if (this.#sought && Math.abs(positionS - this.#sought.positionS) < NEAR_S) this.#sought = null;
  }

  clear(): void {
    this.#sought = null;
  }

  /** null where the hub's own word stands. */
  at(nowMs: number): Sought | null {
    return this.#sought && nowMs - this.#sought.atMs < LOST_MS ? this.#sought : null;
  }
}
