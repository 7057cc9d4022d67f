import type { FileHandle } from 'node:fs/promises';
import { reasonOf } from '../../recording/recordingError.ts';
import { ExportError } from './exportError.ts';

/** Written at once: large enough for few system calls, small enough to stay out of the way. */
const BATCH_CHARACTERS = 256 * 1024;

/** A file that grows line by line, in memory for a few hundred kilobytes at most. */
export class TextFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #waiting = '';

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Resolves at once as long as there is room in memory. @throws ExportError */
  async write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= BATCH_CHARACTERS) await this.#flush();
  }

  /** @throws ExportError when the disk takes no more. */
  async close(): Promise<void> {
    await this.#flush();
    await this.#handle.sync();
    await this.#handle.close();
  }

  /** For a file that is not wanted any more; closing twice is harmless. */
  async abandon(): Promise<void> {
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    try {
      await this.#handle.appendFile(text);
    } catch (error) {
      throw new ExportError(
        this.path,
        `Cannot write ${this.path} (${reasonOf(error)}): nothing of the export is kept.`,
        error,
      );
    }
  }
}
