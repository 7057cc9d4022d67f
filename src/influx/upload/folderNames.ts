import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { plainFilesIn } from '../../recording/plainFiles.ts';

/** A change so young may share its stamp with the next: the folder is read again. */
const SETTLED_MS = 2000;
/** Not every file system stamps its folders. */
const AT_LEAST_EVERY_MS = 10_000;

/** Names of the plain files in a folder, which is read again only when something in it was made, renamed or removed. */
export class FolderNames {
  readonly #path: string;
  readonly #named: ReadonlySet<string>;
  #names: readonly string[] = [];
  #stampMs: number | null = null;
  #readAtMs = Number.NEGATIVE_INFINITY;

  /** @param named as for `plainFilesIn` */
  constructor(path: string, named: ReadonlySet<string> = new Set()) {
    this.#path = path;
    this.#named = named;
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
    this.#names = await namesIn(this.#path, this.#named);
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

async function namesIn(path: string, named: ReadonlySet<string>): Promise<string[]> {
  try {
    return await plainFilesIn(path, named);
  } catch {
    return [];
  }
}
