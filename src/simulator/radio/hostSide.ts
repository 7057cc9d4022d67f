import type { VirtualSocket } from './virtualSocket.ts';

/** The host as a controller sees it: every open socket hears every packet, as raw ones do. */
export class HostSide {
  readonly #sockets = new Set<VirtualSocket>();
  #waiting: Buffer[] = [];

  attach(socket: VirtualSocket): void {
    this.#sockets.add(socket);
  }

  detach(socket: VirtualSocket): void {
    this.#sockets.delete(socket);
  }

  /** A real socket answers in a later turn of the loop, never inside `write`. */
  send(packet: Buffer): void {
    this.#waiting.push(packet);
    if (this.#waiting.length === 1) setImmediate(() => this.flush());
  }

  /** Sends a packet in this turn, ahead of all that waits. */
  sendNow(packet: Buffer): void {
    for (const socket of [...this.#sockets]) socket.deliver(packet);
  }

  /** What waits is never sent. */
  forget(): void {
    this.#waiting = [];
  }

  /** Sends what waits in this turn. */
  flush(): void {
    const packets = this.#waiting;
    this.#waiting = [];
    for (const packet of packets) this.sendNow(packet);
  }
}
