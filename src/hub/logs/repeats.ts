/** A trouble that goes on is told again after this time, with how often it came. */
const AGAIN_AFTER_MS = 60_000;
/** Kinds of trouble that are remembered. */
const KEPT = 200;

interface Told {
  toldMs: number;
  untold: number;
  readonly tell: (untold: number) => void;
}

/** Holds the same trouble back that comes again and again, and counts it. */
export class Repeats {
  readonly #nowMs: () => number;
  /** The longest unseen first. */
  readonly #told = new Map<string, Told>();

  /** `nowMs`: any clock that only goes forward. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /**
   * @param tell says how often it came and was held back; called when it is forgotten, or at the end
   * @returns how often it was held back since it was told last; null: it is to be held back now
   */
  note(key: string, tell: (untold: number) => void): number | null {
    const nowMs = this.#nowMs();
    const known = this.#told.get(key);
    this.#told.delete(key);
    if (known !== undefined && nowMs - known.toldMs < AGAIN_AFTER_MS) {
      known.untold++;
      this.#told.set(key, known);
      return null;
    }
    this.#told.set(key, { toldMs: nowMs, untold: 0, tell });
    this.#forgetOldest();
    return known?.untold ?? 0;
  }

  /** Tells the counts that are not told yet. */
  finish(): void {
    const all = [...this.#told.values()];
    this.#told.clear();
    for (const each of all) tellCount(each);
  }

  #forgetOldest(): void {
    if (this.#told.size <= KEPT) return;
    for (const [key, oldest] of this.#told) {
      this.#told.delete(key);
      tellCount(oldest);
      return;
    }
  }
}

function tellCount({ untold, tell }: Told): void {
  if (untold > 0) tell(untold);
}
