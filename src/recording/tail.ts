import { Opcode, type Schema } from '@mcap/core';
import type { SessionMetadata } from '../model/session.ts';
import type { ContentKind } from './channelDecoders.ts';
import { ChunkDecoder, type Recorded } from './chunkDecoder.ts';
import { type FileHead, readHead } from './fileHead.ts';
import { parseRecords } from './parseRecords.ts';
import { ReadFile } from './readFile.ts';
import { damagedChunk } from './recordingError.ts';
import { type RecordPlace, RecordWalker } from './recordWalker.ts';
import { loadZstd, type Zstd } from './zstd.ts';

/**
 * Follows a recording from any point, also while it is being written and before it has an
 * index: for a consumer that keeps how far it came and goes on there after a restart.
 */
export class RecordingTail {
  readonly path: string;
  readonly metadata: SessionMetadata;
  readonly #file: ReadFile;
  readonly #walker: RecordWalker;
  readonly #decoder: ChunkDecoder;
  readonly #schemas = new Map<number, Schema>();
  #offset: number;
  #ended = false;

  private constructor(file: ReadFile, zstd: Zstd, head: FileHead, fromOffset: number) {
    this.path = file.path;
    this.metadata = head.session;
    this.#file = file;
    // From the start, whatever the offset: the channels have to be known.
    this.#walker = new RecordWalker(file, head.dataOffset);
    this.#decoder = new ChunkDecoder(zstd);
    this.#offset = fromOffset;
  }

  /**
   * @param fromOffset an `offset` of an earlier tail of the same file; 0 for the beginning.
   * @throws RecordingError when there is no such file or it is no recording.
   */
  static async open(path: string, fromOffset = 0): Promise<RecordingTail> {
    const zstd = await loadZstd();
    const file = await ReadFile.open(path);
    try {
      return new RecordingTail(file, zstd, await readHead(file), fromOffset);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Byte behind everything returned so far. */
  get offset(): number {
    return this.#offset;
  }

  /** True when the file was closed (or recovered) and everything in it has been returned. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * The messages of the next chunk, perhaps none of these kinds; null when no further chunk
   * is on the disk yet. A recorder writes one every 200 ms.
   * @throws RecordingError `damaged` for a spoilt chunk; the next call goes on behind it.
   */
  async next<K extends ContentKind>(kinds: readonly K[]): Promise<Recorded<K>[] | null> {
    while (!this.#ended) {
      const place = await this.#walker.next();
      if (place === null) return null;
      if (place.opcode === Opcode.DATA_END) this.#ended = true;
      else if (place.opcode === Opcode.SCHEMA) await this.#learn(place);
      else if (place.opcode === Opcode.CHANNEL) await this.#learn(place);
      else if (place.opcode === Opcode.CHUNK && place.offset >= this.#offset) {
        return this.#decode(place, kinds);
      }
    }
    return null;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #learn(place: RecordPlace): Promise<void> {
    const bytes = await this.#walker.bytes(place.offset, place.length);
    for (const record of parseRecords(bytes)) {
      if (record.type === 'Schema') this.#schemas.set(record.id, record);
      if (record.type === 'Channel') {
        this.#decoder.addChannel(record, this.#schemas.get(record.schemaId));
      }
    }
  }

  async #decode<K extends ContentKind>(
    { offset, length }: RecordPlace,
    kinds: readonly K[],
  ): Promise<Recorded<K>[]> {
    this.#offset = offset + length;
    const bytes = await this.#file.read(offset, length);
    try {
      return this.#decoder.decode(bytes, kinds);
    } catch (error) {
      throw damagedChunk(this.path, offset, error);
    }
  }
}
