import { Buffer } from 'node:buffer';

/** All points of one field of one series, folded in order of time. */
export interface Fold {
  readonly count: number;
  /** Of numbers, added in order of time: equal points give equal sums to the last bit. */
  readonly sum: number;
  /** Of times and values: two values that changed places would leave count and sum alone. */
  readonly hash: number;
}

export type Value = number | string | boolean;

const scratch = Buffer.alloc(8);

/** Folds of every field of every series, by `measurement tag=value … field`. */
export class Folds {
  readonly #folds = new Map<string, { count: number; sum: number; hash: number; lastUs: number }>();

  get size(): number {
    return this.#folds.size;
  }

  get points(): number {
    return [...this.#folds.values()].reduce((all, { count }) => all + count, 0);
  }

  entries(): [string, Fold][] {
    return [...this.#folds].map(([key, { count, sum, hash }]) => [key, { count, sum, hash }]);
  }

  get(key: string): Fold | undefined {
    return this.#folds.get(key);
  }

  /** @throws Error where a series goes back in time or has two points at one */
  add(key: string, timeUs: number, value: Value): void {
    let fold = this.#folds.get(key);
    if (fold === undefined) {
      fold = { count: 0, sum: 0, hash: 17, lastUs: Number.NEGATIVE_INFINITY };
      this.#folds.set(key, fold);
    }
    if (timeUs <= fold.lastUs) throw new Error(`${key}: ${timeUs} after ${fold.lastUs}`);
    fold.lastUs = timeUs;
    fold.count++;
    if (typeof value === 'number') fold.sum += value;
    fold.hash = mixed(mixed(fold.hash, hashOf(timeUs)), hashOf(value));
  }
}

/** Series and fields in which two differ, with what each has. */
export function differing(expected: Folds, stored: Folds): string[] {
  const keys = new Set([...expected.entries(), ...stored.entries()].map(([key]) => key));
  return [...keys].flatMap((key) => {
    const wanted = expected.get(key);
    const found = stored.get(key);
    if (
      wanted?.count === found?.count &&
      Object.is(wanted?.sum, found?.sum) &&
      wanted?.hash === found?.hash
    ) {
      return [];
    }
    return [`${key}: recorded ${JSON.stringify(wanted)}, stored ${JSON.stringify(found)}`];
  });
}

function hashOf(value: Value): number {
  if (typeof value === 'number') {
    // Minus zero is written as zero.
    scratch.writeDoubleLE(value === 0 ? 0 : value);
    return mixed(scratch.readInt32LE(0), scratch.readInt32LE(4));
  }
  let hash = 5381;
  for (const character of String(value)) hash = mixed(hash, character.charCodeAt(0));
  return hash;
}

function mixed(hash: number, more: number): number {
  return (Math.imul(hash, 0x01000193) ^ more) | 0;
}
