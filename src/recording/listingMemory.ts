import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Remembered<T> {
  readonly version: string;
  readonly listing: T;
}

/**
 * Of the closed recordings that were listed, so that a list that is asked for again reads only what
 * changed since: a hub is asked for its list at every edit.
 */
export class ListingMemory<T extends { readonly finished: boolean }> {
  readonly #byPath = new Map<string, Remembered<T>>();

  /** @param read what the file says now; it is asked only where the file is another than before */
  async listing(path: string, read: () => Promise<T | null>): Promise<T | null> {
    const version = await versionOf(path);
    const known = this.#byPath.get(path);
    if (known !== undefined && known.version === version) return known.listing;
    const listing = await read();
    if (listing?.finished && version !== null) this.#byPath.set(path, { version, listing });
    else this.#byPath.delete(path);
    return listing;
  }

  /** How many files are remembered. */
  get size(): number {
    return this.#byPath.size;
  }

  /** Forgets the files of a folder that it no longer has. */
  keepOnly(folder: string, names: readonly string[]): void {
    const there = new Set(names.map((name) => join(folder, name)));
    const here = dirname(join(folder, 'any'));
    for (const path of this.#byPath.keys()) {
      if (dirname(path) === here && !there.has(path)) this.#byPath.delete(path);
    }
  }
}

/** Another whenever the file was written or replaced; null where it cannot be told. */
async function versionOf(path: string): Promise<string | null> {
  try {
    const { ino, size, ctimeMs } = await stat(path);
    return `${ino} ${size} ${ctimeMs}`;
  } catch {
    return null;
  }
}
