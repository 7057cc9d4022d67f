import type { Side } from '../../model/placement.ts';

/** Holds of each leg, counted from one in every set. */
export class HoldNumbers {
  readonly #counts: Record<Side, number> = { right: 0, left: 0 };

  next(side: Side): number {
    return ++this.#counts[side];
  }

  restart(): void {
    this.#counts.right = 0;
    this.#counts.left = 0;
  }
}
