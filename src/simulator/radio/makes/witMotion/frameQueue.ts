import type { StreamRange } from '../sampleStream.ts';

/** Bytes of a stream of frames that leave together, and the samples whose frames they complete. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** null when no sample ends in it. */
  readonly range: StreamRange | null;
}

interface QueuedFrame {
  readonly bytes: Uint8Array;
  /** null for a frame that tells of no sample. */
  readonly sample: number | null;
}

/** Frames one behind the other, taken out in pieces that need not end where a frame does. */
export class FrameQueue {
  readonly #frames: QueuedFrame[] = [];
  /** Bytes of the first frame that have left already. */
  #gone = 0;

  get length(): number {
    return this.#frames.reduce((sum, { bytes }) => sum + bytes.length, -this.#gone);
  }

  add(bytes: Uint8Array, sample: number | null): void {
    this.#frames.push({ bytes, sample });
  }

  clear(): void {
    this.#frames.length = 0;
    this.#gone = 0;
  }

  /** The next `length` bytes, which stay until `drop`. */
  peek(length: number): Chunk {
    const bytes = this.#frames.flatMap((frame) => [...frame.bytes]);
    const end = this.#gone + length;
    let frameEnd = 0;
    const samples: number[] = [];
    for (const frame of this.#frames) {
      frameEnd += frame.bytes.length;
      if (frameEnd <= end && frame.sample !== null) samples.push(frame.sample);
    }
    return {
      bytes: Uint8Array.from(bytes.slice(this.#gone, end)),
      range: samples.length > 0 ? { first: samples[0]!, count: samples.length } : null,
    };
  }

  /** The next `length` bytes have left. */
  drop(length: number): void {
    this.#gone += length;
    while (this.#frames[0] && this.#frames[0].bytes.length <= this.#gone) {
      this.#gone -= this.#frames.shift()!.bytes.length;
    }
  }
}
