import type { FileHandle } from 'node:fs/promises';
import { reasonOf } from '../../recording/recordingError.ts';
import { ExportError } from './exportError.ts';

/** Written at once: large enough for few system calls, small enough to stay out of the way. */
const BATCH_BYTES = 256 * 1024;

const encoder = new TextEncoder();

/** A file that grows at its end; up to a few hundred kilobytes of it wait in memory. */
export class TextFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isClosed = false;

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Takes text or its UTF-8; resolves when there is room for more. @throws ExportError */
  async write(text: string | Uint8Array): Promise<void> {
    const bytes = typeof text === 'string' ? encoder.encode(text) : text;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= BATCH_BYTES) await this.#flush();
  }

  /** Once is enough, twice is harmless. @throws ExportError when the disk takes no more. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#flush();
    this.#isClosed = true;
    await this.#handle.close();
  }

  /** For a file that is not wanted any more; closing twice is harmless. */
  async abandon(): Promise<void> {
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      await this.#handle.appendFile(bytes);
    } catch (error) {
      throw new ExportError(
        this.path,
        `Cannot write ${this.path} (${reasonOf(error)}): nothing of the export is kept.`,
        error,
      );
    }
  }
}
