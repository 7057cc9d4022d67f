import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { alreadyThere, RecordingError, reasonOf, systemCode } from './recordingError.ts';

/**
 * A new file that grows at its end. `append` only queues; the bytes go to the disk in the
 * background, in order, and every written batch is followed by an fdatasync.
 */
export class AppendFile {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #onError: (error: RecordingError) => void;
  #queue: Uint8Array[] = [];
  #queuedTo = 0;
  #writtenTo = 0;
  #writing: Promise<void> | null = null;
  #syncing: Promise<void> | null = null;
  #failure: RecordingError | null = null;

  private constructor(path: string, handle: FileHandle, onError: (error: RecordingError) => void) {
    this.path = path;
    this.#handle = handle;
    this.#onError = onError;
  }

  /** Creates the file for its owner alone. @throws RecordingError `exists`, `missing`, `unwritable`. */
  static async create(path: string, onError: (error: RecordingError) => void): Promise<AppendFile> {
    try {
      const handle = await open(path, 'wx', 0o600);
      await syncFolder(dirname(path));
      return new AppendFile(path, handle, onError);
    } catch (error) {
      throw creationError(path, error);
    }
  }

  /** Where the next appended byte will stand. */
  get position(): number {
    return this.#queuedTo;
  }

  get bytesWritten(): number {
    return this.#writtenTo;
  }

  /** Bytes in memory that still wait for the disk. */
  get pendingBytes(): number {
    return this.#queuedTo - this.#writtenTo;
  }

  append(bytes: Uint8Array): void {
    if (this.#failure !== null) return;
    this.#queue.push(bytes);
    this.#queuedTo += bytes.length;
    this.#writing ??= this.#writeQueue();
  }

  /** Resolves when everything appended so far is on the disk, or the disk has failed. */
  async flush(): Promise<void> {
    await this.#writing;
    await this.#syncing;
    await this.#sync();
  }

  /** @throws RecordingError `diskFailed` when not all that was appended is on the disk */
  async close(): Promise<void> {
    await this.flush();
    await this.#handle.close();
    if (this.#failure !== null) throw this.#failure;
  }

  async #writeQueue(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        const bytes = Buffer.concat(this.#queue);
        this.#queue = [];
        await writeFully(this.#handle, bytes, this.#writtenTo);
        this.#writtenTo += bytes.length;
        // Beside the next write: a slow sync must not keep newer bytes out of the file.
        this.#syncing ??= this.#sync();
      }
    } catch (error) {
      this.#fail(error);
      // What of a batch still fitted is no whole record and takes room that the end needs.
      await this.#handle.truncate(this.#writtenTo).catch(() => undefined);
    } finally {
      this.#writing = null;
    }
  }

  async #sync(): Promise<void> {
    try {
      if (this.#failure === null) await this.#handle.datasync();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#syncing = null;
    }
  }

  #fail(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = new RecordingError(
      'diskFailed',
      this.path,
      `Recording stopped after ${this.#writtenTo} bytes in ${this.path}: ${reasonOf(error)}; what was written is kept and can be recovered.`,
      error,
    );
    this.#queue = [];
    this.#onError(this.#failure);
  }
}

export async function writeFully(
  handle: FileHandle,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0) throw new Error('the disk took nothing');
    done += bytesWritten;
  }
}

/** Makes the new name itself survive a power cut, where the system lets a folder be synced. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows and some network file systems refuse; the recording itself is synced all the same.
  }
}

/** Why a new recording cannot be made at `path`, in a sentence with what to do. */
function creationError(path: string, error: unknown): RecordingError {
  switch (systemCode(error)) {
    case 'EEXIST':
      return alreadyThere(path, error);
    case 'ENOENT':
    case 'ENOTDIR':
      return new RecordingError(
        'missing',
        path,
        `Cannot record to ${path} because there is no such folder: create it or choose another.`,
        error,
      );
    default:
      return new RecordingError(
        'unwritable',
        path,
        `Cannot record to ${path} (${reasonOf(error)}): choose a folder you may write to.`,
        error,
      );
  }
}
