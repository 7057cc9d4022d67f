import { type FileHandle, open } from 'node:fs/promises';
import { RecordingError, reasonOf, systemCode } from './recordingError.ts';

/** Random access to a recording; reads what was asked for or says how much was there. */
export class ReadFile {
  readonly path: string;
  /** Bytes in the file when it was opened. */
  readonly size: number;
  readonly #handle: FileHandle;
  /** Parts that are in memory, by where they begin. */
  #kept: readonly { readonly position: number; readonly bytes: Uint8Array }[] = [];

  private constructor(path: string, handle: FileHandle, size: number) {
    this.path = path;
    this.#handle = handle;
    this.size = size;
  }

  /** @throws RecordingError `missing` when there is no such file or it may not be read. */
  static async open(path: string): Promise<ReadFile> {
    let handle: FileHandle | null = null;
    try {
      handle = await open(path, 'r');
      const stat = await handle.stat();
      if (!stat.isFile()) throw new Error('it is not a file');
      return new ReadFile(path, handle, stat.size);
    } catch (error) {
      await handle?.close();
      const found = systemCode(error) === 'ENOENT' ? 'there is no such file' : reasonOf(error);
      throw new RecordingError('missing', path, `Cannot open ${path}: ${found}.`, error);
    }
  }

  /** Holds so many bytes of both ends in memory: many short reads there then cost one each. */
  async keepEnds(headBytes: number, tailBytes: number): Promise<void> {
    const tailAt = Math.max(0, this.size - tailBytes);
    this.#kept = [
      { position: 0, bytes: await this.readUpTo(0, Math.min(headBytes, this.size)) },
      { position: tailAt, bytes: await this.readUpTo(tailAt, this.size - tailAt) },
    ];
  }

  /** @throws RecordingError `truncated` when the file ends before `position + length`. */
  async read(position: number, length: number): Promise<Uint8Array> {
    const bytes = await this.readUpTo(position, length);
    if (bytes.length === length) return bytes;
    throw new RecordingError(
      'truncated',
      this.path,
      `${this.path} is cut short: bytes ${position} to ${position + length} are needed and it ends at ${position + bytes.length}.`,
    );
  }

  /** Fewer bytes than asked for only at the end of the file. */
  async readUpTo(position: number, length: number): Promise<Uint8Array> {
    for (const { position: from, bytes } of this.#kept) {
      if (position >= from && position + length <= from + bytes.length) {
        return bytes.subarray(position - from, position - from + length);
      }
    }
    const bytes = new Uint8Array(await this.#readable(position, length));
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await this.#handle.read(
        bytes,
        done,
        bytes.length - done,
        position + done,
      );
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  }

  /** No more than there are: a spoilt length must not allocate what it says. */
  async #readable(position: number, length: number): Promise<number> {
    if (position + length <= this.size) return length;
    return Math.max(0, Math.min(length, (await this.currentSize()) - position));
  }

  /** Bytes in the file now: more than `size` while its recorder goes on. */
  async currentSize(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
