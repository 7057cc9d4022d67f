import type { Socket } from 'node:net';
import type { HttpLimits } from './httpLimits.ts';

/** Cuts connections beyond those that are granted, before anything is read of them. */
export class ConnectionLimit {
  readonly #limits: Pick<HttpLimits, 'connections' | 'connectionsPerAddress'>;
  readonly #onRefused: (address: string) => void;
  readonly #openOf = new Map<string, number>();
  #open = 0;
  #refused = 0;

  /** @param onRefused told from which address it came */
  constructor(
    limits: Pick<HttpLimits, 'connections' | 'connectionsPerAddress'>,
    onRefused: (address: string) => void,
  ) {
    this.#limits = limits;
    this.#onRefused = onRefused;
  }

  /** Connections that were cut. */
  get refused(): number {
    return this.#refused;
  }

  /** For each new connection of a server. */
  admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const openOfIt = this.#openOf.get(address) ?? 0;
    const { connections, connectionsPerAddress } = this.#limits;
    if (this.#open >= connections || openOfIt >= connectionsPerAddress) {
      this.#refused++;
      this.#onRefused(address);
      socket.destroy();
      return;
    }
    this.#open++;
    this.#openOf.set(address, openOfIt + 1);
    socket.once('close', () => this.#closed(address));
  }

  #closed(address: string): void {
    this.#open--;
    const left = (this.#openOf.get(address) ?? 1) - 1;
    // Addresses that came and went must not pile up.
    if (left === 0) this.#openOf.delete(address);
    else this.#openOf.set(address, left);
  }
}
