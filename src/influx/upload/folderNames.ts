import { readdir, stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

/** A change so young may share its stamp with the next: the folder is read again. */
const SETTLED_MS = 2000;
/** Not every file system stamps its folders. */
const AT_LEAST_EVERY_MS = 10_000;

/** Names in a folder, which is read again only when something in it was made, renamed or removed. */
export class FolderNames {
  readonly #path: string;
  #names: readonly string[] = [];
  #stampMs: number | null = null;
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(path: string) {
    this.#path = path;
  }

  /** As last read; none where there is no such folder. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** @returns whether the folder was read again, and so may hold other names or other files */
  async look(): Promise<boolean> {
    const stampMs = await this.#stamp();
    const isOld = performance.now() - this.#readAtMs > AT_LEAST_EVERY_MS;
    if (stampMs !== null && stampMs === this.#stampMs && !isOld) return false;
    this.#stampMs = stampMs !== null && Date.now() - stampMs > SETTLED_MS ? stampMs : null;
    this.#readAtMs = performance.now();
    this.#names = await namesIn(this.#path);
    return true;
  }

  async #stamp(): Promise<number | null> {
    try {
      return (await stat(this.#path)).mtimeMs;
    } catch {
      return null;
    }
  }
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch {
    return [];
  }
}
