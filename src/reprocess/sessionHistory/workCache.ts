import { stat } from 'node:fs/promises';
import { readWork } from './gatherWorks.ts';
import type { RecordedWork } from './recordedWork.ts';

/** Some kilobytes each; a library is seldom larger. */
const MOST_KEPT = 1000;

interface Kept {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly work: RecordedWork;
}

/** The work in recordings, read once as long as their files stay as they are, and one at a time. */
export class WorkCache {
  readonly #most: number;
  readonly #read: (path: string) => Promise<RecordedWork>;
  /** The one that was asked for longest ago comes first. */
  readonly #kept = new Map<string, Kept>();
  #reading: Promise<unknown> = Promise.resolve();

  constructor(most = MOST_KEPT, read = readWork) {
    this.#most = most;
    this.#read = read;
  }

  /** @throws RecordingError */
  async at(path: string): Promise<RecordedWork> {
    return (await this.#known(path)) ?? (await this.#inTurn(path));
  }

  /** The live session has the same processor, so no two are read at once. */
  #inTurn(path: string): Promise<RecordedWork> {
    const work = this.#reading.then(async () => (await this.#known(path)) ?? this.#readAnew(path));
    this.#reading = work.catch(() => undefined);
    return work;
  }

  async #known(path: string): Promise<RecordedWork | null> {
    const kept = this.#kept.get(path);
    if (kept === undefined) return null;
    const now = await stampOf(path);
    if (now?.sizeBytes !== kept.sizeBytes || now.mtimeMs !== kept.mtimeMs) return null;
    this.#keep(path, kept);
    return kept.work;
  }

  async #readAnew(path: string): Promise<RecordedWork> {
    // Before the reading: a file that grows meanwhile is read again.
    const stamp = await stampOf(path);
    const work = await this.#read(path);
    if (stamp !== null) this.#keep(path, { ...stamp, work });
    return work;
  }

  #keep(path: string, kept: Kept): void {
    this.#kept.delete(path);
    this.#kept.set(path, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** null where it cannot be looked at: whoever reads it says why. */
async function stampOf(path: string): Promise<Omit<Kept, 'work'> | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { sizeBytes: size, mtimeMs };
  } catch {
    return null;
  }
}
