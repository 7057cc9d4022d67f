import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import { SIDES, type Side } from '../../model/placement.ts';

interface Felt {
  readonly timeUs: number;
  readonly forceG: number;
}

/** A blow is over within as much; a leg that swings fast feels as much for longer. */
const SPIKE_US = 40_000;
/** Of what the limit exceeds gravity by, so much must stand out of what is felt before and after. */
const STANDS_OUT = 0.5;
const FORGOTTEN_AT_ONCE_US = 1e6;

/** What shanks felt lately: whether a foot touched down that should be in the air. */
export class TouchWatch {
  readonly #keepUs: number;
  readonly #felt: Record<Side, Felt[]> = { right: [], left: [] };

  constructor(keepUs: number) {
    this.#keepUs = keepUs;
  }

  step(signals: readonly LegSignals[], timeUs: number): void {
    for (const { side, shank } of signals) {
      if (!shank) continue;
      this.#felt[side].push({ timeUs, forceG: shank.forceMps2 / STANDARD_GRAVITY });
    }
    const limitUs = timeUs - this.#keepUs;
    for (const side of SIDES) {
      const [first] = this.#felt[side];
      if (!first || first.timeUs >= limitUs - FORGOTTEN_AT_ONCE_US) continue;
      this.#felt[side] = this.#felt[side].filter((felt) => felt.timeUs >= limitUs);
    }
  }

  /**
   * Whether the shank felt a blow of more than `limitG`, one that stands out within 40 ms on either side.
   * @returns null where it was not heard
   */
  touched(side: Side, fromUs: number, toUs: number, limitG: number): boolean | null {
    const felt = this.#felt[side].filter(
      ({ timeUs }) => timeUs >= fromUs - SPIKE_US && timeUs <= toUs + SPIKE_US,
    );
    if (felt.length === 0) return null;
    const out = STANDS_OUT * (limitG - 1);
    return felt.some(
      ({ timeUs, forceG }) =>
        forceG > limitG &&
        forceG - least(felt, timeUs - SPIKE_US, timeUs) > out &&
        forceG - least(felt, timeUs, timeUs + SPIKE_US) > out,
    );
  }
}

function least(felt: readonly Felt[], fromUs: number, toUs: number): number {
  let found = Number.POSITIVE_INFINITY;
  for (const { timeUs, forceG } of felt) {
    if (timeUs >= fromUs && timeUs <= toUs) found = Math.min(found, forceG);
  }
  return found;
}
