import { join } from 'node:path';
import { z } from 'zod';
import { PLACEMENTS, type Placement } from '../model/placement.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import {
  readStateFile,
  StateFileError,
  StateUnreadError,
  setAside,
  writeStateFile,
} from './stateFile.ts';

export const PLACEMENTS_VERSION = 1;

const fileSchema = z.object({
  schemaVersion: z.literal(PLACEMENTS_VERSION),
  placements: z.record(z.string(), z.enum(PLACEMENTS)),
});

type Stored = z.infer<typeof fileSchema>;

/** Where each sensor was last worn, by serial; kept over restarts beside the recordings. */
export class PlacementStore {
  readonly #path: string;
  #placements = new Map<string, Placement>();
  /** Of any load so far: whoever shows it may not be the first to load. */
  #problem: string | null = null;
  /** Why the last load knows nothing of the file, which may be sound: none is written over it. */
  #unread: StateUnreadError | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(recordingsFolder: string) {
    this.#path = join(recordingsFolder, '.plumbline', 'placements.json');
  }

  get placements(): ReadonlyMap<string, Placement> {
    return this.#placements;
  }

  /**
   * Reads what was stored. A file that is not understood is set aside; one that cannot be read now is left
   * alone, and nothing is stored until it was read.
   * @returns a sentence for the person when that happened, else null.
   */
  async load(): Promise<string | null> {
    try {
      const stored = await readStateFile(this.#path, fileSchema);
      this.#unread = null;
      this.#placements = new Map(Object.entries(stored?.placements ?? {}));
      return this.#problem;
    } catch (error) {
      if (!(error instanceof StateFileError)) throw error;
      this.#unread = error instanceof StateUnreadError ? error : null;
      if (this.#unread !== null) return sentenceOf(error, 'are passed over');
      const way = (await setAside(this.#path)) ? 'were set aside' : 'are passed over';
      this.#problem = sentenceOf(error, way);
      return this.#problem;
    }
  }

  /** Who wears this placement now, or null. */
  wearerOf(placement: Placement): string | null {
    for (const [sensorId, worn] of this.#placements) if (worn === placement) return sensorId;
    return null;
  }

  /** Takes effect at once; resolves when it is on the disk. @throws StateUnreadError, Error of the file system */
  set(sensorId: string, placement: Placement | null): Promise<void> {
    if (placement === null) this.#placements.delete(sensorId);
    else this.#placements.set(sensorId, placement);
    const contents: Stored = {
      schemaVersion: PLACEMENTS_VERSION,
      placements: Object.fromEntries(this.#placements),
    };
    const written = this.#writing.then(() => this.#write(contents));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #write(contents: Stored): Promise<void> {
    if (this.#unread !== null) throw this.#unread;
    await writeStateFile(this.#path, contents);
  }
}

function sentenceOf(error: StateFileError, way: 'were set aside' | 'are passed over'): string {
  return `The stored placements could not be read and ${way}: ${withoutPath(error)}.`;
}
