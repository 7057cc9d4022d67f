import { crc32 } from 'node:zlib';
import { type ChunkIndex, McapChunkBuilder, type Message } from '@mcap/core';
import { recordBytes } from './mcapSummary.ts';
import { ZSTD, type Zstd } from './zstd.ts';

export interface SealedChunk {
  /** The chunk record and its message indexes, as they go into the file. */
  readonly bytes: Uint8Array;
  readonly index: ChunkIndex;
  /** Messages per channel id. */
  readonly counts: ReadonlyMap<number, number>;
}

/** Gathers messages and turns them into one compressed chunk. */
export class ChunkSealer {
  readonly #zstd: Zstd;
  readonly #builder = new McapChunkBuilder({ useMessageIndex: true });

  constructor(zstd: Zstd) {
    this.#zstd = zstd;
  }

  get isEmpty(): boolean {
    return this.#builder.numMessages === 0;
  }

  get messages(): number {
    return this.#builder.numMessages;
  }

  get uncompressedBytes(): number {
    return this.#builder.byteLength;
  }

  add(message: Message): void {
    this.#builder.addMessage(message);
  }

  /** Forgets the chunk, and begins the next. */
  discard(): void {
    this.#builder.reset();
  }

  /** Ends the chunk, which will stand at byte `position` of the file, and begins the next. */
  seal(position: number): SealedChunk {
    const records = this.#builder.buffer;
    const compressed = this.#zstd.compress(records);
    const span = {
      messageStartTime: this.#builder.messageStartTime,
      messageEndTime: this.#builder.messageEndTime,
    };
    const chunk = recordBytes((b) => {
      b.writeChunk({
        ...span,
        uncompressedSize: BigInt(records.length),
        uncompressedCrc: crc32(records),
        compression: ZSTD,
        records: compressed,
      });
    });
    const counts = new Map<number, number>();
    const messageIndexOffsets = new Map<number, bigint>();
    const indexes = recordBytes((b) => {
      for (const messageIndex of this.#builder.indices) {
        counts.set(messageIndex.channelId, messageIndex.records.length);
        messageIndexOffsets.set(messageIndex.channelId, BigInt(position + chunk.length + b.length));
        b.writeMessageIndex(messageIndex);
      }
    });
    this.#builder.reset();
    return {
      bytes: Buffer.concat([chunk, indexes]),
      index: {
        ...span,
        chunkStartOffset: BigInt(position),
        chunkLength: BigInt(chunk.length),
        messageIndexOffsets,
        messageIndexLength: BigInt(indexes.length),
        compression: ZSTD,
        compressedSize: BigInt(compressed.length),
        uncompressedSize: BigInt(records.length),
      },
      counts,
    };
  }
}
