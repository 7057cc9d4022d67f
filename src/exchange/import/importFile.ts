import { type FileHandle, open, stat } from 'node:fs/promises';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import { ImportError } from './importError.ts';

const CHUNK_BYTES = 16 * 1024;

/** A file of somebody else's, read once from its beginning. */
export class ImportFile {
  readonly path: string;
  /** Bytes in the file when it was opened. */
  readonly size: number;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle, size: number) {
    this.path = path;
    this.#handle = handle;
    this.size = size;
  }

  /** @throws ImportError when there is no such file, or it is none, or it may not be read. */
  static async open(path: string): Promise<ImportFile> {
    try {
      // Before opening: to open a pipe would wait for somebody to write into it.
      const { size } = await regularFile(path);
      return new ImportFile(path, await open(path, 'r'), size);
    } catch (error) {
      throw new ImportError(path, `it cannot be opened: ${whyNot(error)}.`, { cause: error });
    }
  }

  async firstBytes(length: number): Promise<Uint8Array> {
    return await this.#read(0, length);
  }

  /** The whole file; each chunk is the caller's to keep. */
  async *chunks(): AsyncGenerator<Buffer> {
    for (let position = 0; ; ) {
      const chunk = await this.#read(position, CHUNK_BYTES);
      if (chunk.length === 0) return;
      position += chunk.length;
      yield chunk;
    }
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    try {
      const { bytesRead } = await this.#handle.read(bytes, 0, length, position);
      return bytes.subarray(0, bytesRead);
    } catch (error) {
      const sentence = `it cannot be read at byte ${position}: ${reasonOf(error)}.`;
      throw new ImportError(this.path, sentence, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

async function regularFile(path: string): Promise<{ size: number }> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('it is a folder, valid is a file');
  if (!found.isFile()) throw new Error('it is not a regular file');
  return found;
}

function whyNot(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'there is no permission to read it';
    default:
      return reasonOf(error);
  }
}
