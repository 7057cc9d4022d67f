import type { WebSocket } from 'ws';
import type { ServerMessage } from '../stream/messages.ts';
import type { EncodedBatch } from './frameBatcher.ts';
import type { StreamLimits } from './streamLimits.ts';

interface Sent {
  readonly lastSequence: number;
  readonly atMs: number;
}

/**
 * One client and its credit. Frames go out while the oldest unacknowledged batch is young
 * and the socket's buffer is short; beyond that they are skipped, never queued, and on resume
 * the client is told which ones. A kernel swallows minutes of frames for a client that reads
 * nothing, so only acknowledgements tell a slow client from a quick one.
 */
export class StreamConnection {
  readonly #socket: WebSocket;
  readonly #limits: StreamLimits;
  #unacknowledged: Sent[] = [];
  #skippedFrom: number | null = null;
  #newestSkipped: EncodedBatch | null = null;
  #lastAckMs: number;
  #messages = 0;

  constructor(socket: WebSocket, limits: StreamLimits, nowMs: number) {
    this.#socket = socket;
    this.#limits = limits;
    this.#lastAckMs = nowMs;
  }

  sendBatch(batch: EncodedBatch, nowMs: number): void {
    if (this.#hasCredit(batch, nowMs)) {
      this.#deliver(batch, nowMs);
    } else {
      this.#skippedFrom ??= batch.firstSequence;
      this.#newestSkipped = batch;
    }
  }

  /** Ordered and never skipped; a client too far behind to take it is dropped. */
  sendText(text: string): void {
    if (this.#socket.bufferedAmount + text.length > this.#limits.eventBufferBytes) {
      this.#socket.terminate();
    } else {
      this.#socket.send(text);
    }
  }

  send(message: ServerMessage): void {
    this.sendText(JSON.stringify(message));
  }

  acknowledge(sequence: number, nowMs: number): void {
    this.#lastAckMs = nowMs;
    while (this.#unacknowledged[0] && reached(this.#unacknowledged[0].lastSequence, sequence)) {
      this.#unacknowledged.shift();
    }
    const newest = this.#newestSkipped;
    if (newest && this.#hasCredit(newest, nowMs)) this.#deliver(newest, nowMs);
  }

  /** Batches of an older layout cannot be read after a new one was announced. */
  layoutChanged(): void {
    this.#newestSkipped = null;
  }

  /** @returns false when the client sends more than it may. */
  countMessage(): boolean {
    this.#messages += 1;
    return this.#messages <= this.#limits.messagesPerHeartbeat;
  }

  /** Once per heartbeat: ends a client that stopped acknowledging. */
  checkAlive(nowMs: number): void {
    this.#messages = 0;
    if (nowMs - this.#lastAckMs > this.#limits.silenceMs) this.#socket.terminate();
  }

  /** Says why in an `error` message and closes. */
  refuse(code: number, sentence: string): void {
    this.send({ type: 'error', message: sentence });
    this.#socket.close(code, sentence.slice(0, MAX_REASON_LENGTH));
  }

  #hasCredit(batch: EncodedBatch, nowMs: number): boolean {
    const oldest = this.#unacknowledged[0];
    if (oldest && nowMs - oldest.atMs > this.#limits.windowMs) return false;
    const buffered = this.#socket.bufferedAmount + batch.bytes.byteLength;
    return buffered <= this.#limits.frameBufferBytes;
  }

  #deliver(batch: EncodedBatch, nowMs: number): void {
    const from = this.#skippedFrom;
    if (from !== null && from !== batch.firstSequence) {
      const toSequence = (batch.firstSequence - 1) >>> 0;
      this.send({ type: 'gap', fromSequence: from, toSequence });
    }
    this.#skippedFrom = null;
    this.#newestSkipped = null;
    this.#socket.send(batch.bytes);
    this.#unacknowledged.push({ lastSequence: batch.lastSequence, atMs: nowMs });
  }
}

/** A close frame holds 123 bytes of reason; the sentences are ASCII. */
const MAX_REASON_LENGTH = 120;

/** Whether `acknowledged` is at or past `sequence`, across the wrap at 2³². */
function reached(sequence: number, acknowledged: number): boolean {
  return (acknowledged - sequence) >>> 0 < 2 ** 31;
}
