import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import { ExportError } from './exportError.ts';
import { makeFolder, removeFolders } from './newFolder.ts';
import { TextFile } from './textFile.ts';

/** Names that files have until all of them are whole. */
const UNFINISHED = '.part';

/**
 * New files that appear in a folder together and whole, or not at all. Each is written
 * under another name first; nothing that was there before is ever replaced. A name may have folders
 * in it, which are made.
 */
export class NewFiles<Name extends string> {
  readonly #folder: string;
  readonly #madeFolders: string[];
  readonly #files = new Map<Name, TextFile>();
  /** Paths that exist because of this export. */
  readonly #created: string[] = [];

  private constructor(folder: string, madeFolders: string[]) {
    this.#folder = folder;
    this.#madeFolders = madeFolders;
  }

  /** @throws ExportError when the folder cannot be written or has a file of one of these names. */
  static async create<Name extends string>(
    folder: string,
    names: readonly Name[],
  ): Promise<NewFiles<Name>> {
    const path = resolve(folder);
    const files = new NewFiles<Name>(path, await makeFolder(path));
    try {
      for (const name of names) await files.#makeFolderOf(name);
      // Said before hours of data are written, and made sure of again in `keep`.
      for (const name of names) await files.#claim(name);
      await files.#letGo();
      for (const name of names) await files.#begin(name);
      return files;
    } catch (error) {
      await files.discard();
      throw error;
    }
  }

  /** One more file, of which nobody knew before. @throws ExportError as `create` does */
  async add(name: Name): Promise<void> {
    if (this.#files.has(name)) return;
    await this.#makeFolderOf(name);
    await this.#claim(name);
    await rm(this.#created.pop() ?? '', { force: true });
    await this.#begin(name);
  }

  /** Of a file that is whole: a system lets nobody hold thousands open. @throws ExportError */
  async close(name: Name): Promise<void> {
    await this.#files.get(name)?.close();
  }

  /** Fills the files and gives them their names, or takes everything away where `fill` fails. */
  async keptAfter<T>(fill: () => Promise<T>): Promise<T> {
    try {
      const result = await fill();
      await this.keep();
      return result;
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /** Ends the files and gives them their names. @throws ExportError; call `discard` then. */
  async keep(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
    for (const name of this.#files.keys()) await this.#claim(name);
    for (const [name, file] of this.#files) await rename(file.path, join(this.#folder, name));
  }

  /** Takes everything away that this export has made. */
  async discard(): Promise<void> {
    for (const file of this.#files.values()) await file.abandon();
    await this.#letGo();
    await removeFolders(this.#madeFolders);
  }

  /** @throws ExportError when the disk takes no more. */
  async write(name: Name, text: string | Uint8Array): Promise<void> {
    await this.#files.get(name)?.write(text);
  }

  async #makeFolderOf(name: Name): Promise<void> {
    this.#madeFolders.push(...(await makeFolder(dirname(join(this.#folder, name)))));
  }

  async #begin(name: Name): Promise<void> {
    const path = join(this.#folder, `${name}${UNFINISHED}`);
    this.#files.set(name, new TextFile(path, await this.#createEmpty(path)));
  }

  /** Takes a name with an empty file: a rename alone would replace what stands there. */
  async #claim(name: Name): Promise<void> {
    const handle = await this.#createEmpty(join(this.#folder, name));
    await handle.close();
  }

  async #createEmpty(path: string): Promise<FileHandle> {
    try {
      const handle = await open(path, 'wx', 0o600);
      this.#created.push(path);
      return handle;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') {
        throw new ExportError(
          path,
          `${path} already exists and an export never overwrites a file: choose another folder or move that file away.`,
          error,
        );
      }
      throw new ExportError(
        path,
        `Cannot write ${path} (${reasonOf(error)}): give a folder of yours on a disk with room.`,
        error,
      );
    }
  }

  async #letGo(): Promise<void> {
    for (const path of this.#created.splice(0)) await rm(path, { force: true });
  }
}
