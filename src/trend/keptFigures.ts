import { stat } from 'node:fs/promises';
import { type FiguresReader, type RecordedFigures, readFigures } from './recordedFigures.ts';

/** A repetition is some 3 kB in memory. */
const MOST_MOVEMENTS = 20_000;

interface Kept {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly figures: Promise<RecordedFigures>;
  movements: number;
}

/** Figures of recordings as long as their files are the same; what was asked for least lately goes first. */
export class KeptFigures {
  readonly #read: FiguresReader;
  readonly #mostMovements: number;
  readonly #kept = new Map<string, Kept>();
  #movements = 0;

  constructor(read: FiguresReader = readFigures, mostMovements = MOST_MOVEMENTS) {
    this.#read = read;
    this.#mostMovements = mostMovements;
  }

  /** @throws RecordingError */
  readonly of: FiguresReader = async (path) => {
    const { size: sizeBytes, mtimeMs: modifiedMs } = await stat(path).catch(() => UNKNOWN);
    const before = this.#kept.get(path);
    if (before !== undefined) {
      this.#kept.delete(path);
      if (before.sizeBytes === sizeBytes && before.modifiedMs === modifiedMs) {
        this.#kept.set(path, before);
        return before.figures;
      }
      this.#movements -= before.movements;
    }
    const kept: Kept = { sizeBytes, modifiedMs, figures: this.#read(path), movements: 0 };
    this.#kept.set(path, kept);
    try {
      const figures = await kept.figures;
      if (this.#kept.get(path) === kept) this.#count(kept, figures);
      return figures;
    } catch (error) {
      if (this.#kept.get(path) === kept) this.#kept.delete(path);
      throw error;
    }
  };

  #count(kept: Kept, { sets }: RecordedFigures): void {
    for (const { reps, landings, strides, holds } of sets) {
      kept.movements += reps.length + landings.length + strides.length + holds.length;
    }
    // An empty one takes room too.
    kept.movements += 1;
    this.#movements += kept.movements;
    for (const [path, { movements }] of this.#kept) {
      if (this.#movements <= this.#mostMovements) return;
      this.#kept.delete(path);
      this.#movements -= movements;
    }
  }
}

/** Of a file that went meanwhile: whoever reads it says so. */
const UNKNOWN = { size: Number.NaN, mtimeMs: Number.NaN };
