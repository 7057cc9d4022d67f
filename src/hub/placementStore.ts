import { join } from 'node:path';
import { z } from 'zod';
import { PLACEMENTS, type Placement } from '../model/placement.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { readStateFile, StateFileError, setAside, writeStateFile } from './stateFile.ts';

export const PLACEMENTS_VERSION = 1;

const fileSchema = z.object({
  schemaVersion: z.literal(PLACEMENTS_VERSION),
  placements: z.record(z.string(), z.enum(PLACEMENTS)),
});

/** Where each sensor was last worn, by serial; kept over restarts beside the recordings. */
export class PlacementStore {
  readonly #path: string;
  #placements = new Map<string, Placement>();
  /** Of any load so far: whoever shows it may not be the first to load. */
  #problem: string | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(recordingsFolder: string) {
    this.#path = join(recordingsFolder, '.plumbline', 'placements.json');
  }

  get placements(): ReadonlyMap<string, Placement> {
    return this.#placements;
  }

  /**
   * Reads what was stored. An unreadable file is set aside, never overwritten.
   * @returns a sentence for the person when that happened, else null.
   */
  async load(): Promise<string | null> {
    try {
      const stored = await readStateFile(this.#path, fileSchema);
      this.#placements = new Map(Object.entries(stored?.placements ?? {}));
      return this.#problem;
    } catch (error) {
      if (!(error instanceof StateFileError)) throw error;
      const way = (await setAside(this.#path)) ? 'were set aside' : 'are passed over';
      this.#problem = `The stored placements could not be read and ${way}: ${withoutPath(error)}.`;
      return this.#problem;
    }
  }

  /** Who wears this placement now, or null. */
  wearerOf(placement: Placement): string | null {
    for (const [sensorId, worn] of this.#placements) if (worn === placement) return sensorId;
    return null;
  }

  /** Takes effect at once; resolves when it is on the disk. */
  set(sensorId: string, placement: Placement | null): Promise<void> {
    if (placement === null) this.#placements.delete(sensorId);
    else this.#placements.set(sensorId, placement);
    const contents = {
      schemaVersion: PLACEMENTS_VERSION,
      placements: Object.fromEntries(this.#placements),
    };
    const written = this.#writing.then(() => writeStateFile(this.#path, contents));
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
