import type { ServerMessage } from '../stream/messages.ts';
import type { EncodedBatch } from './frameBatcher.ts';
import type { StreamLimits } from './streamLimits.ts';

/** What a connection needs of its WebSocket. */
export interface ClientSocket {
  readonly bufferedAmount: number;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Of a longer time between two batches a client is asked to have acknowledged no more than this. */
const LONGEST_STEP_MS = 100;

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
  readonly #socket: ClientSocket;
  readonly #limits: StreamLimits;
  #unacknowledged: Sent[] = [];
  #skippedFrom: number | null = null;
  #newestSkipped: EncodedBatch | null = null;
  #lastBatchMs: number | null = null;
  /** Time between batches that tells nothing of the client. */
  #leftOutMs = 0;
  /** Counted in heartbeats: a hub that was held up itself must not blame its clients. */
  #silentMs = 0;
  #messages = 0;

  constructor(socket: ClientSocket, limits: StreamLimits) {
    this.#socket = socket;
    this.#limits = limits;
  }

  sendBatch(batch: EncodedBatch, atMs: number): void {
    const stepMs = atMs - (this.#lastBatchMs ?? atMs);
    this.#lastBatchMs = atMs;
    // After a stall of the hub acknowledgements still wait to be read.
    this.#leftOutMs += Math.max(0, stepMs - LONGEST_STEP_MS);
    const nowMs = atMs - this.#leftOutMs;
    if (this.#hasCredit(batch, nowMs)) {
      this.#deliver(batch, nowMs);
    } else {
      this.#skippedFrom ??= batch.firstSequence;
      this.#newestSkipped = batch;
    }
  }

  /**
   * Ordered and never skipped; a client too far behind to take it is dropped. The message itself does not
   * count: the snapshot of an hour of reps is larger than what may wait, and a quick client takes it.
   */
  sendText(text: string): void {
    if (this.#socket.bufferedAmount > this.#limits.eventBufferBytes) {
      this.#socket.terminate();
    } else {
      this.#socket.send(text);
    }
  }

  send(message: ServerMessage): void {
    this.sendText(JSON.stringify(message));
  }

  acknowledge(sequence: number, atMs: number): void {
    this.#silentMs = 0;
    while (this.#unacknowledged[0] && reached(this.#unacknowledged[0].lastSequence, sequence)) {
      this.#unacknowledged.shift();
    }
    const newest = this.#newestSkipped;
    const nowMs = atMs - this.#leftOutMs;
    if (newest && this.#hasCredit(newest, nowMs)) this.#deliver(newest, nowMs);
  }

  /** Before a hello: another feed has other frames, perhaps numbered anew. */
  startOver(): void {
    this.#unacknowledged = [];
    this.#skippedFrom = null;
    this.#newestSkipped = null;
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
  checkAlive(): void {
    this.#messages = 0;
    this.#silentMs += this.#limits.heartbeatMs;
    if (this.#silentMs > this.#limits.silenceMs) this.#socket.terminate();
  }

  /** Cuts the line without a word. */
  drop(): void {
    this.#socket.terminate();
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
