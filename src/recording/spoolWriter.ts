import { type FileHandle, open } from 'node:fs/promises';
import type { ControlInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import { writeFully } from './appendFile.ts';
import { encodeBody } from './bodyMessage.ts';
import { ChunkSealer } from './chunkSealer.ts';
import { encodeJson } from './jsonMessage.ts';
import type { Happening } from './playable.ts';
import { nanoseconds } from './recordingTime.ts';
import { SPOOL_CHANNELS, type SpoolBlock, type SpoolKind } from './spoolBlock.ts';
import { loadZstd, type Zstd } from './zstd.ts';

/** Small, so that the first is there soon and none holds up others for long to pack or to read. */
const BLOCK_BYTES = 64 * 1024;

/**
 * Writes frames, events and control inputs of one computation into a temporary file, in blocks that are the
 * chunks of a recording; who is told of a block can read it.
 */
export class SpoolWriter {
  readonly #handle: FileHandle;
  readonly #sealer: ChunkSealer;
  #happenings: Happening[] = [];
  #position = 0;
  #lastLogUs = 0;
  #sequence = 0;

  private constructor(handle: FileHandle, zstd: Zstd) {
    this.#handle = handle;
    this.#sealer = new ChunkSealer(zstd);
  }

  /**
   * @param path of a file that is there, and empty
   * @throws Error of the file system
   */
  static async open(path: string): Promise<SpoolWriter> {
    const zstd = await loadZstd();
    return new SpoolWriter(await open(path, 'r+'), zstd);
  }

  get isBlockFull(): boolean {
    return this.#sealer.uncompressedBytes >= BLOCK_BYTES;
  }

  /** `logUs`: when the hub had it. */
  addInput(input: ControlInput, logUs: number): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, logUs);
    this.#add('inputs', encodeJson(input));
    this.#happenings.push({ kind: 'input', input, logUs: this.#lastLogUs });
  }

  /** `logUs`: when the hub had what it was computed from. */
  addOutput({ frames, events }: PipelineOutput, logUs: number): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, logUs);
    for (const frame of frames) {
      this.#lastLogUs = Math.max(this.#lastLogUs, frame.arrivalUs);
      this.#add('body', encodeBody(frame));
    }
    for (const event of events) {
      this.#add('events', encodeJson(event));
      this.#happenings.push({ kind: 'event', event, logUs: this.#lastLogUs });
    }
  }

  /**
   * Ends the block; it is in the file when this resolves. null where there is nothing in it.
   * @throws Error of the file system, such as of a full disk
   */
  async seal(): Promise<SpoolBlock | null> {
    if (this.#sealer.isEmpty) return null;
    const offset = this.#position;
    const { bytes, index } = this.#sealer.seal(offset);
    const happenings = this.#happenings;
    this.#happenings = [];
    this.#position += bytes.length;
    const endUs = this.#lastLogUs;
    await writeFully(this.#handle, bytes, offset);
    return { offset, bytes: Number(index.chunkLength), endUs, happenings };
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #add(kind: SpoolKind, data: Uint8Array): void {
    const time = nanoseconds(this.#lastLogUs);
    this.#sealer.add({
      ...{ channelId: SPOOL_CHANNELS[kind], sequence: this.#sequence++ },
      ...{ logTime: time, publishTime: time, data },
    });
  }
}
