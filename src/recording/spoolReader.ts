import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomMeasure } from '../model/customMeasures.ts';
import { schemasOf, topicOf } from './channels.ts';
import { ChunkDecoder } from './chunkDecoder.ts';
import type { Happening, PlayedKind } from './playable.ts';
import type { LogRange, Recorded } from './reader.ts';
import { SPOOL_CHANNELS, SPOOL_KINDS, type SpoolBlock } from './spoolBlock.ts';
import { loadZstd, type Zstd } from './zstd.ts';

/**
 * Reads what a `SpoolWriter` writes meanwhile. The file is a temporary one for this user alone and is
 * gone when this is closed; memory holds the events and the index.
 */
export class SpoolReader {
  /** For the writer to open; empty at first. */
  readonly path: string;
  /** Of the blocks that are there. */
  readonly happenings: Happening[] = [];
  readonly #folder: string;
  readonly #handle: FileHandle;
  readonly #decoder: ChunkDecoder;
  readonly #blocks: SpoolBlock[] = [];

  private constructor(
    folder: string,
    path: string,
    handle: FileHandle,
    zstd: Zstd,
    custom: readonly CustomMeasure[],
  ) {
    this.#folder = folder;
    this.path = path;
    this.#handle = handle;
    this.#decoder = new ChunkDecoder(zstd);
    const schemas = schemasOf(custom);
    for (const kind of SPOOL_KINDS) {
      const id = SPOOL_CHANNELS[kind];
      const { messageEncoding, name, encoding, data } = schemas[kind];
      this.#decoder.addChannel(
        { id, schemaId: id, topic: topicOf(kind), messageEncoding, metadata: new Map() },
        { id, name, encoding, data },
      );
    }
  }

  /**
   * Makes the file.
   * @param custom measures that its frames carry
   * @throws Error of the file system
   */
  static async create(custom: readonly CustomMeasure[]): Promise<SpoolReader> {
    const zstd = await loadZstd();
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-replay-'));
    const path = join(folder, 'results');
    return new SpoolReader(folder, path, await open(path, 'wx+', 0o600), zstd, custom);
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  /** Log time of the last message that can be read; 0 before the first. */
  get endUs(): number {
    return this.#blocks.at(-1)?.endUs ?? 0;
  }

  /** A block that is in the file by now. */
  add(block: SpoolBlock): void {
    this.#blocks.push(block);
    for (const happening of block.happenings) this.happenings.push(happening);
  }

  /** The first block that has something at or behind an instant; the next to come where none has. */
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
}
