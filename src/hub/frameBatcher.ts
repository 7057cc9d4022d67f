import type { BodyFrame } from '../model/bodyFrame.ts';
import type { CustomMeasure } from '../model/customMeasures.ts';
import { encodeBatch, frameLayout } from '../stream/frameCodec.ts';
import type { FrameLayout } from '../stream/messages.ts';

/** A batch as bytes, encoded once and shared by every client. */
export interface EncodedBatch {
  readonly bytes: Uint8Array;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** A batch's header counts frames in 16 bits; far fewer keep one message small. */
const MAX_FRAMES = 256;

/**
 * Collects frames while the last batch is young, numbers them and encodes each batch once: what comes after a
 * pause goes at once. A frame with other legs than the last one closes the batch and brings a new layout.
 */
export class FrameBatcher {
  readonly #batchMs: number;
  readonly #onBatch: (batch: EncodedBatch) => void;
  readonly #onLayout: (layout: FrameLayout) => void;
  #layout = frameLayout(1, []);
  #nextSequence = 1;
  #pending: BodyFrame[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushedMs = Number.NEGATIVE_INFINITY;
  /** Of a batch that the timer sent: nobody would hear of it there. */
  #failure: { readonly error: unknown } | null = null;

  constructor(
    batchMs: number,
    onBatch: (batch: EncodedBatch) => void,
    onLayout: (layout: FrameLayout) => void,
  ) {
    this.#batchMs = batchMs;
    this.#onBatch = onBatch;
    this.#onLayout = onLayout;
  }

  /** The layout of the next batch. */
  get layout(): FrameLayout {
    return this.#layout;
  }

  /** What the frames from here on carry beside the measures that all have. */
  carries(customMeasures: readonly CustomMeasure[]): void {
    const { id, legs, customMeasures: before } = this.#layout;
    if (JSON.stringify(customMeasures) === JSON.stringify(before)) return;
    this.flush();
    this.#layout = frameLayout(id + 1, legs, customMeasures);
    this.#onLayout(this.#layout);
  }

  /** @throws what serving this frame's batch, or the one before, failed by; the next frame is served */
  add(frame: BodyFrame): void {
    this.#queue(frame);
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure.error;
  }

  #queue(frame: BodyFrame): void {
    if (!this.#fits(frame)) {
      this.flush();
      this.#layout = frameLayout(
        this.#layout.id + 1,
        frame.legs.map((leg) => leg.side),
        this.#layout.customMeasures,
      );
      this.#onLayout(this.#layout);
    }
    this.#pending.push(frame);
    if (this.#pending.length >= MAX_FRAMES) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLate(), this.#waitMs());
  }

  /** Sends what is waiting now, so that what follows cannot overtake it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const firstSequence = this.#nextSequence;
    const lastSequence = (firstSequence + this.#pending.length - 1) >>> 0;
    const frames = this.#pending;
    // Before they are encoded: a frame that cannot be must not stand in the way of those behind it.
    this.#pending = [];
    this.#flushedMs = performance.now();
    const bytes = encodeBatch(this.#layout, firstSequence, frames);
    this.#nextSequence = (lastSequence + 1) >>> 0;
    this.#onBatch({ bytes, firstSequence, lastSequence });
  }

  /** Also where it is 0 the frames of one packet, which come in one turn of the loop, go together. */
  #waitMs(): number {
    return Math.max(0, this.#flushedMs + this.#batchMs - performance.now());
  }

  #flushLate(): void {
    try {
      this.flush();
    } catch (error) {
      this.#failure = { error };
    }
  }

  #fits(frame: BodyFrame): boolean {
    const { legs } = this.#layout;
    return frame.legs.length === legs.length && frame.legs.every((leg, i) => leg.side === legs[i]);
  }
}
