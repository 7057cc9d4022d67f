import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomMeasure } from '../model/customMeasures.ts';
import type { ControlInput, PipelineEvent } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import { writeFully } from './appendFile.ts';
import { encodeBody } from './bodyMessage.ts';
import { schemasOf, topicOf } from './channels.ts';
import { ChunkDecoder } from './chunkDecoder.ts';
import { ChunkSealer } from './chunkSealer.ts';
import { encodeJson } from './jsonMessage.ts';
import type { Happening, PlayedKind } from './playable.ts';
import type { LogRange, Recorded } from './reader.ts';
import { nanoseconds } from './recordingTime.ts';
import { loadZstd, type Zstd } from './zstd.ts';

/** Small, so that the first is there soon and none holds up others for long to pack or to read. */
const BLOCK_BYTES = 64 * 1024;

const KINDS = ['body', 'events', 'inputs'] as const;
const CHANNEL_ID = { body: 1, events: 2, inputs: 3 } as const;

interface Block {
  readonly offset: number;
  readonly bytes: number;
  readonly endUs: number;
}

/**
 * Frames, events and control inputs of one computation, in blocks as a recording has them, in a
 * temporary file of this process that is gone when it is closed. Memory holds the events and the index.
 */
export class ResultSpool {
  /** Of the blocks that can be read. */
  readonly happenings: Happening[] = [];
  readonly #folder: string;
  readonly #handle: FileHandle;
  readonly #sealer: ChunkSealer;
  readonly #decoder: ChunkDecoder;
  readonly #blocks: Block[] = [];
  #waiting: Happening[] = [];
  #position = 0;
  #lastLogUs = 0;
  #sequence = 0;

  private constructor(
    folder: string,
    handle: FileHandle,
    zstd: Zstd,
    custom: readonly CustomMeasure[],
  ) {
    this.#folder = folder;
    this.#handle = handle;
    this.#sealer = new ChunkSealer(zstd);
    this.#decoder = new ChunkDecoder(zstd);
    const schemas = schemasOf(custom);
    for (const kind of KINDS) {
      const id = CHANNEL_ID[kind];
      const { messageEncoding, name, encoding, data } = schemas[kind];
      this.#decoder.addChannel(
        { id, schemaId: id, topic: topicOf(kind), messageEncoding, metadata: new Map() },
        { id, name, encoding, data },
      );
    }
  }

  /** @throws Error of the file system */
  static async create(custom: readonly CustomMeasure[]): Promise<ResultSpool> {
    const zstd = await loadZstd();
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-replay-'));
    const handle = await open(join(folder, 'results'), 'wx+', 0o600);
    return new ResultSpool(folder, handle, zstd, custom);
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  /** Log time of the last message that can be read; 0 before the first. */
  get endUs(): number {
    return this.#blocks.at(-1)?.endUs ?? 0;
  }

  get isBlockFull(): boolean {
    return this.#sealer.uncompressedBytes >= BLOCK_BYTES;
  }

  /** `logUs`: when the hub had what was computed from. */
  addInput(input: ControlInput, logUs: number): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, logUs);
    this.#add('inputs', encodeJson(input));
    this.#waiting.push({ kind: 'input', input, logUs: this.#lastLogUs });
  }

  addOutput({ frames, events }: PipelineOutput, logUs: number): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, logUs);
    for (const frame of frames) {
      this.#lastLogUs = Math.max(this.#lastLogUs, frame.arrivalUs);
      this.#add('body', encodeBody(frame));
    }
    for (const event of events) this.#addEvent(event);
  }

  /**
   * Ends the block; what is in it can be read when this resolves.
   * @throws Error of the file system, such as of a full disk
   */
  async seal(): Promise<void> {
    if (this.#sealer.isEmpty) return;
    const endUs = this.#lastLogUs;
    const offset = this.#position;
    const { bytes, index } = this.#sealer.seal(offset);
    const happened = this.#waiting;
    this.#waiting = [];
    await writeFully(this.#handle, bytes, offset);
    this.#position += bytes.length;
    this.#blocks.push({ offset, bytes: Number(index.chunkLength), endUs });
    this.happenings.push(...happened);
  }

  /** The first block that has something at or behind an instant. */
  blockAt(fromUs: number): number {
    const found = this.#blocks.findIndex(({ endUs }) => endUs >= fromUs);
    return found < 0 ? this.#blocks.length : found;
  }

  /** @throws Error of the file system */
  async read<K extends PlayedKind>(
    block: number,
    kinds: readonly K[],
    range: LogRange,
  ): Promise<readonly Recorded<K>[]> {
    const { offset, bytes } = this.#blocks[block];
    const chunk = new Uint8Array(bytes);
    await this.#handle.read(chunk, 0, bytes, offset);
    return this.#decoder.decode(chunk, kinds, range);
  }

  async close(): Promise<void> {
    await this.#handle.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #addEvent(event: PipelineEvent): void {
    this.#add('events', encodeJson(event));
    this.#waiting.push({ kind: 'event', event, logUs: this.#lastLogUs });
  }

  #add(kind: keyof typeof CHANNEL_ID, data: Uint8Array): void {
    const time = nanoseconds(this.#lastLogUs);
    this.#sealer.add({
      ...{ channelId: CHANNEL_ID[kind], sequence: this.#sequence++ },
      ...{ logTime: time, publishTime: time, data },
    });
  }
}
