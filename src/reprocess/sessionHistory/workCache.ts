import { readWork } from './gatherWorks.ts';
import type { RecordedWork } from './recordedWork.ts';
import { type SizeAndTime, sizeAndTimeOf } from './sizeAndTime.ts';

/** A repetition is some 3 kB in memory; a recording without any counts as one. */
const MOST_MOVEMENTS = 20_000;

interface Kept extends SizeAndTime {
  readonly work: RecordedWork;
  readonly movements: number;
}

/** The work in recordings, read once as long as their files stay as they are, and one at a time. */
export class WorkCache {
  readonly #mostMovements: number;
  readonly #read: (path: string) => Promise<RecordedWork>;
  /** The one that was asked for longest ago comes first. */
  readonly #kept = new Map<string, Kept>();
  #movements = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(mostMovements = MOST_MOVEMENTS, read = readWork) {
    this.#mostMovements = mostMovements;
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
    const now = await sizeAndTimeOf(path);
    if (now?.sizeBytes !== kept.sizeBytes || now.mtimeMs !== kept.mtimeMs) return null;
    this.#keep(path, kept);
    return kept.work;
  }

  async #readAnew(path: string): Promise<RecordedWork> {
    // Before the reading: a file that grows meanwhile is read again.
    const stamp = await sizeAndTimeOf(path);
    const work = await this.#read(path);
    if (stamp !== null) this.#keep(path, { ...stamp, work, movements: movementsIn(work) });
    return work;
  }

  #keep(path: string, kept: Kept): void {
    this.#drop(path);
    this.#kept.set(path, kept);
    this.#movements += kept.movements;
    for (const oldest of this.#kept.keys()) {
      if (this.#movements <= this.#mostMovements) break;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    this.#movements -= this.#kept.get(path)?.movements ?? 0;
    this.#kept.delete(path);
  }
}

function movementsIn({ sets }: RecordedWork): number {
  const counts = sets.map(
    ({ reps, landings, strides, holds }) =>
      reps.length + landings.length + strides.length + holds.length,
  );
  return counts.reduce((sum, each) => sum + each, 1);
}
