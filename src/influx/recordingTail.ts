import { type Channel, McapStreamReader, Opcode, type Schema } from '@mcap/core';
import type { SessionMetadata } from '../model/session.ts';
import {
  type ChannelDecoder,
  channelDecoder,
  type RecordedContent,
} from '../recording/channelDecoders.ts';
import { messagesIn, openChunk } from '../recording/chunkReader.ts';
import { readHead } from '../recording/fileHead.ts';
import { ReadFile } from '../recording/readFile.ts';
import { RECORD_HEADER_BYTES, recordHeader } from '../recording/recordHeader.ts';
import { loadZstd, type Zstd } from '../recording/zstd.ts';

export interface TailBatch {
  /** Body frames and events in the order they were written. */
  readonly contents: readonly RecordedContent[];
  /** First byte that was not read: the cursor to keep once the batch is acknowledged. */
  readonly offset: number;
  /** True when the recording was finished and this was the rest of it. */
  readonly finished: boolean;
}

/** Reads a recording from a byte cursor on, whether it is finished or still being written. */
export class RecordingTail {
  readonly session: SessionMetadata;
  readonly #path: string;
  readonly #zstd: Zstd;
  readonly #schemas = new Map<number, Schema>();
  readonly #decoders = new Map<number, ChannelDecoder>();
  #offset: number;

  private constructor(path: string, zstd: Zstd, session: SessionMetadata, offset: number) {
    this.#path = path;
    this.#zstd = zstd;
    this.session = session;
    this.#offset = offset;
  }

  /**
   * Opens at `offset`, or at the first message when the file has no record beginning there: it
   * was cut after a crash, and what follows has to be sent again.
   * @throws RecordingError as `readHead` does, `truncated` while the head is being written
   */
  static async open(path: string, offset: number): Promise<RecordingTail> {
    const zstd = await loadZstd();
    const file = await ReadFile.open(path);
    try {
      const { session, dataOffset } = await readHead(file);
      const tail = new RecordingTail(path, zstd, session, dataOffset);
      const start = tail.#offset;
      // Channels are announced ahead of their first chunk, so the skipped part is walked too.
      while (tail.#offset < offset && (await tail.#step(file, null))) {}
      if (tail.#offset !== offset) tail.#offset = start;
      return tail;
    } finally {
      await file.close();
    }
  }

  get offset(): number {
    return this.#offset;
  }

  /** Reads complete records until there are `enough` messages or no further complete record. */
  async read(enough: number): Promise<TailBatch> {
    const contents: RecordedContent[] = [];
    const file = await ReadFile.open(this.#path);
    try {
      let finished = false;
      while (contents.length < enough && !finished) {
        const opcode = await this.#step(file, contents);
        if (opcode === null) break;
        finished = opcode === Opcode.DATA_END;
      }
      return { contents, offset: this.#offset, finished };
    } finally {
      await file.close();
    }
  }

  /**
   * Passes one record, adding its messages to `into` if that is given.
   * @returns its opcode, null when no complete record stands at the offset
   */
  async #step(file: ReadFile, into: RecordedContent[] | null): Promise<number | null> {
    const head = await file.readUpTo(this.#offset, RECORD_HEADER_BYTES);
    if (head.length < RECORD_HEADER_BYTES) return null;
    const { opcode, contentBytes } = recordHeader(
      new DataView(head.buffer, head.byteOffset, head.length),
      0,
    );
    const bytes = RECORD_HEADER_BYTES + contentBytes;
    // Zeros are what a power cut leaves behind the last thing that reached the disk.
    if (opcode === 0 || this.#offset + bytes > file.size) return null;

    if (opcode === Opcode.SCHEMA || opcode === Opcode.CHANNEL) {
      this.#learn(await file.read(this.#offset, bytes));
    } else if (opcode === Opcode.CHUNK && into !== null) {
      this.#openChunk(await file.read(this.#offset, bytes), into);
    }
    this.#offset += bytes;
    return opcode;
  }

  #learn(record: Uint8Array): void {
    const reader = new McapStreamReader({ noMagicPrefix: true });
    reader.append(record);
    const found = reader.nextRecord();
    if (found?.type === 'Schema') this.#schemas.set(found.id, found);
    if (found?.type === 'Channel') this.#learnChannel(found);
  }

  #learnChannel(channel: Channel): void {
    const decoder = channelDecoder(channel, this.#schemas.get(channel.schemaId));
    if (decoder?.kind === 'frame' || decoder?.kind === 'event') {
      this.#decoders.set(channel.id, decoder);
    }
  }

  /** A damaged chunk is passed over as every reader of the recording does: it cannot be mended. */
  #openChunk(chunk: Uint8Array, into: RecordedContent[]): void {
    const messages = this.#messagesOf(chunk);
    for (const { channelId, data } of messages) {
      const decoder = this.#decoders.get(channelId);
      if (decoder !== undefined) into.push(decoder.decode(data));
    }
  }

  #messagesOf(chunk: Uint8Array) {
    try {
      return messagesIn(openChunk(chunk, this.#zstd), (id) => this.#decoders.has(id));
    } catch {
      return [];
    }
  }
}
