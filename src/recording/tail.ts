import { Opcode, type Schema } from '@mcap/core';
import type { SessionMetadata } from '../model/session.ts';
import type { ContentKind } from './channelDecoders.ts';
import { ChunkDecoder, type Recorded } from './chunkDecoder.ts';
import { endsProperly } from './fileEnd.ts';
import { type FileHead, readHead } from './fileHead.ts';
import { readIndex } from './fileIndex.ts';
import { parseRecords } from './parseRecords.ts';
import { ReadFile } from './readFile.ts';
import { damagedAt, RecordingError } from './recordingError.ts';
import { type RecordPlace, RecordWalker } from './recordWalker.ts';
import { UnknownMessages } from './unknownMessages.ts';
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
  readonly #unknown = new UnknownMessages();
  #ended = false;
  #damagedChunks = 0;
  #damagedStretches = 0;
  /** Of a closed file, read where it is needed. */
  #indexed: ReadonlyMap<number, number> | null = null;

  private constructor(file: ReadFile, zstd: Zstd, head: FileHead) {
    this.path = file.path;
    this.metadata = head.session;
    this.#file = file;
    this.#walker = new RecordWalker(file, head.dataOffset);
    this.#decoder = new ChunkDecoder(zstd);
  }

  /**
   * @param fromOffset an `offset` of an earlier tail of the same file; 0 for the beginning.
   * Where no record begins there any more, because the file was cut after a crash, the tail
   * starts at the beginning: what follows the cut has to be read again.
   * @throws RecordingError when there is no such file or it is no recording; `truncated` or
   * `empty` while its head is being written.
   */
  static async open(path: string, fromOffset = 0): Promise<RecordingTail> {
    const zstd = await loadZstd();
    const file = await ReadFile.open(path);
    try {
      const head = await readHead(file);
      const tail = new RecordingTail(file, zstd, head);
      return (await tail.#skipTo(fromOffset)) ? tail : new RecordingTail(file, zstd, head);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Byte behind everything that was returned or passed over so far. */
  get offset(): number {
    return this.#walker.offset;
  }

  /** True when the file was closed (or recovered) and everything in it has been returned. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Chunks passed over because they cannot be read. */
  get damagedChunks(): number {
    return this.#damagedChunks;
  }

  /** Stretches of bytes between two records passed over because no record stands there. */
  get damagedStretches(): number {
    return this.#damagedStretches;
  }

  /** Messages of these kinds that were passed over because a later version wrote them, by their type. */
  get unknownMessages(): Readonly<Record<string, number>> {
    return this.#unknown.counts;
  }

  /**
   * The messages of the next chunk, perhaps none of these kinds; null when no further chunk
   * is on the disk yet. A recorder writes one every 200 ms.
   * @throws RecordingError `damaged` when a channel cannot be understood
   */
  async next<K extends ContentKind>(kinds: readonly K[]): Promise<Recorded<K>[] | null> {
    for (let place = await this.#step(); place; place = await this.#step()) {
      if (place.opcode !== Opcode.CHUNK) continue;
      const chunk = await this.#walker.bytes(place.offset, place.length);
      try {
        return this.#decoder.decode(chunk, kinds, {}, (type, offset) =>
          this.#unknown.add(type, `${place.offset} ${offset}`),
        );
      } catch {
        this.#damagedChunks += 1;
      }
    }
    return null;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Walks there, since the channels have to be known. @returns whether a record begins there. */
  async #skipTo(offset: number): Promise<boolean> {
    while (this.offset < offset && (await this.#step())) {}
    return this.offset === offset;
  }

  /** Passes one record; null when no whole one stands there (yet) or the data section is over. */
  async #step(): Promise<RecordPlace | null> {
    if (this.#ended) return null;
    const place = (await this.#walker.nextSound()) ?? (await this.#behindDamage());
    if (place?.opcode === Opcode.DATA_END) this.#ended = true;
    else if (place?.opcode === Opcode.SCHEMA || place?.opcode === Opcode.CHANNEL) {
      await this.#learn(place);
    }
    return place;
  }

  /** The next record behind bytes that are none; null while one may still be written in their place. */
  async #behindDamage(): Promise<RecordPlace | null> {
    const walker = this.#walker;
    if (!(await endsProperly(this.#file, await this.#file.currentSize()))) return null;
    // The recorder may have written and closed between the two looks.
    const place = await walker.nextSound();
    if (place !== null) return place;
    // Where only its header is spoilt, the index still tells how long a chunk is, as it tells readers.
    this.#indexed ??= await chunkLengths(this.path);
    const { offset } = walker;
    const length = this.#indexed.get(offset);
    if (length !== undefined) {
      walker.pass(length);
      return { opcode: Opcode.CHUNK, offset, length };
    }
    if (await walker.seekBehind(walker.offset)) {
      this.#damagedStretches += 1;
      return walker.nextSound();
    }
    // The data section has lost its end, and what repeats its channels behind it was passed as well.
    await walker.passAll();
    this.#ended = true;
    return null;
  }

  async #learn({ offset, length }: RecordPlace): Promise<void> {
    try {
      for (const record of parseRecords(await this.#walker.bytes(offset, length))) {
        if (record.type === 'Schema') this.#schemas.set(record.id, record);
        if (record.type === 'Channel') {
          this.#decoder.addChannel(record, this.#schemas.get(record.schemaId));
        }
      }
    } catch (error) {
      throw damagedAt(this.path, offset, error);
    }
  }
}

/** Lengths of the chunks of a closed file by where they begin; none where its index cannot be read. */
async function chunkLengths(path: string): Promise<ReadonlyMap<number, number>> {
  const file = await ReadFile.open(path);
  try {
    const { chunkIndexes } = await readIndex(file);
    return new Map(
      chunkIndexes
        .map((each) => [Number(each.chunkStartOffset), Number(each.chunkLength)] as const)
        .filter(([offset, length]) => length > 0 && offset + length <= file.size),
    );
  } catch (error) {
    if (error instanceof RecordingError) return new Map();
    throw error;
  } finally {
    await file.close();
  }
}
