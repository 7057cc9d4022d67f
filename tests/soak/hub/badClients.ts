import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../../src/stream/messages.ts';

/** Longer than the hub's patience with a client that acknowledges nothing. */
const LIFE_S = 15;
const ASK_MS = 250;
const SLOW_BYTES_PER_S = 2000;

interface Underlying {
  readonly _socket: import('node:net').Socket;
}

/**
 * Two clients that behave badly, again and again: one never reads, one reads two kilobytes a second; none
 * acknowledges. Each notes when the hub ended it.
 */
export class BadClients {
  readonly #url: string;
  readonly endedS: number[] = [];
  left = 0;
  #on = false;
  #open = new Set<WebSocket>();

  constructor(url: string) {
    this.#url = url;
  }

  set(on: boolean): void {
    this.#on = on;
    if (on) {
      this.#connect(0);
      this.#connect(SLOW_BYTES_PER_S);
    } else for (const socket of this.#open) socket.terminate();
  }

  #connect(bytesPerS: number): void {
    const socket = new WebSocket(this.#url, SUBPROTOCOL);
    this.#open.add(socket);
    socket.on('error', () => undefined);
    socket.on('open', () => {
      const startMs = performance.now();
      const { _socket: raw } = socket as unknown as Underlying;
      // What `ws` reads is left in the kernel; it would read all of it at once.
      raw.removeAllListeners('data');
      raw.pause();
      let taken = 0;
      // A socket that is not read tells of its end only to who writes to it; a ping acknowledges nothing.
      const asking = setInterval(() => socket.ping(), ASK_MS);
      const reading = setInterval(() => {
        const due = ((performance.now() - startMs) / 1000) * bytesPerS;
        while (taken < due) {
          const part = raw.read(Math.min(256, Math.max(1, Math.floor(due - taken))));
          if (part === null) break;
          taken += part.length;
        }
      }, 100);
      const end = (byHub: boolean) => {
        clearInterval(asking);
        clearInterval(reading);
        clearTimeout(life);
        if (!this.#open.delete(socket)) return;
        if (byHub) this.endedS.push((performance.now() - startMs) / 1000);
        else this.left++;
        socket.terminate();
        if (this.#on) this.#connect(bytesPerS);
      };
      const life = setTimeout(() => end(false), LIFE_S * 1000);
      raw.on('error', () => end(true));
      raw.on('close', () => {
        if (this.#on) end(true);
      });
    });
  }
}
