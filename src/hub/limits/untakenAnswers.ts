import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLimits } from './httpLimits.ts';

/**
 * Looks within the time that is granted, so that a cut is late by a quarter of it at most. They are counted, not
 * the time: while the hub itself stands still no reader gets anything.
 */
const LOOKS = 4;

interface Watched {
  /** Changes whenever the reader took some of it. */
  taken: string;
  /** Looks since then. */
  looks: number;
}

/**
 * Cuts answers of which the reader takes nothing any more: each would keep its connection and the file that it
 * is read from open for as long as the reader likes. How long the hub itself takes for an answer does not count.
 */
export class UntakenAnswers {
  readonly #silenceMs: number;
  readonly #onCut: (address: string) => void;
  readonly #watched = new Map<ServerResponse, Watched>();
  #timer: NodeJS.Timeout | null = null;

  /** @param onCut told from which address it was asked for */
  constructor(limits: Pick<HttpLimits, 'downloadSilenceMs'>, onCut: (address: string) => void) {
    this.#silenceMs = limits.downloadSilenceMs;
    this.#onCut = onCut;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), this.#silenceMs / LOOKS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** From now on until it is sent. One that is closed, as its reader went meanwhile, does not say so again. */
  watch(response: ServerResponse): void {
    if (response.closed) return;
    this.#watched.set(response, { taken: '', looks: 0 });
    response.once('close', () => this.#watched.delete(response));
  }

  #look(): void {
    for (const [response, watched] of this.#watched) {
      const { socket } = response;
      if (socket === null) {
        // Behind another answer on its connection, which is watched itself.
        if (response.req.socket.destroyed) closeUnsent(response);
        continue;
      }
      const taken = takenOf(socket);
      if (socket.writableLength === 0 || taken !== watched.taken) {
        watched.taken = taken;
        watched.looks = 0;
      } else if (++watched.looks >= LOOKS) {
        this.#onCut(socket.remoteAddress ?? '');
        socket.destroy();
      }
    }
  }
}

/**
 * Closes an answer that waited behind another when their connection broke, and by that the file it is read from:
 * Node closes only the one that was being sent.
 */
function closeUnsent(response: ServerResponse): void {
  response.destroy();
  response.emit('close');
}

/** How far the system took what was written, to the byte where it is half-way through a piece. */
function takenOf(socket: Socket): string {
  const { bytesWritten, writableLength } = socket;
  return `${bytesWritten - writableLength} ${queuedOf(socket)}`;
}

/** Bytes of the piece under way that the system has not taken: by it `Socket` tells its own idle time. */
function queuedOf(socket: Socket): number {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return 0;
  const queued: unknown = Reflect.get(handle, 'writeQueueSize');
  return typeof queued === 'number' ? queued : 0;
}
