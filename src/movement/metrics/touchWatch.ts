import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import { SIDES, type Side } from '../../model/placement.ts';

interface Felt {
  readonly timeUs: number;
  readonly forceG: number;
}

/** Less than this is no blow of any foot, g. */
const LEAST_G = 1.1;

/** Blows that shanks felt lately: whether a foot touched down that should be in the air. */
export class TouchWatch {
  readonly #keepUs: number;
  readonly #felt: Record<Side, Felt[]> = { right: [], left: [] };
  readonly #heardUs: Record<Side, number> = {
    right: Number.NEGATIVE_INFINITY,
    left: Number.NEGATIVE_INFINITY,
  };

  constructor(keepUs: number) {
    this.#keepUs = keepUs;
  }

  step(signals: readonly LegSignals[], timeUs: number): void {
    for (const { side, shank } of signals) {
      if (!shank) continue;
      this.#heardUs[side] = timeUs;
      const forceG = shank.forceMps2 / STANDARD_GRAVITY;
      if (forceG >= LEAST_G) this.#felt[side].push({ timeUs, forceG });
    }
    for (const side of SIDES) {
      const felt = this.#felt[side];
      while (felt.length > 0 && felt[0].timeUs < timeUs - this.#keepUs) felt.shift();
    }
  }

  /** @returns null where the shank was not heard since `fromUs` */
  touched(side: Side, fromUs: number, toUs: number, limitG: number): boolean | null {
    if (this.#heardUs[side] < fromUs) return null;
    return this.#felt[side].some(
      ({ timeUs, forceG }) => forceG > limitG && timeUs >= fromUs && timeUs <= toUs,
    );
  }
}
