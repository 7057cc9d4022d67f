import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLimits } from './httpLimits.ts';

/**
 * Cuts a connection on which more is asked before it is answered than browsers and programs do. Answers
 * are sent in turn, but all are begun at once: a single write would hold some thousand files open.
 */
export class RequestsAhead {
  readonly #most: number;
  readonly #waiting = new WeakMap<Socket, number>();

  constructor(limits: Pick<HttpLimits, 'requestsAhead'>) {
    this.#most = limits.requestsAhead;
  }

  /** For each request. @returns false where its connection is cut, and nothing more is done for it */
  admit({ socket }: { readonly socket: Socket }, response: ServerResponse): boolean {
    const waiting = (this.#waiting.get(socket) ?? 0) + 1;
    this.#waiting.set(socket, waiting);
    if (waiting > this.#most) {
      socket.destroy();
      return false;
    }
    response.once('finish', () => {
      this.#waiting.set(socket, (this.#waiting.get(socket) ?? 1) - 1);
    });
    return true;
  }
}
