import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { norm } from '../../geometry/vector.ts';
import type { SegmentSignals } from '../../model/legSignals.ts';

/**
 * Size of the mean force that a segment feels over a window about an instant `lag` frames ago, g. The
 * mean is of vectors: what legs wobble to and fro in the air cancels, and the weight of who
 * stands does not.
 */
export class MeanForce {
  readonly lag: number;
  readonly #window: Float64Array;
  #count = 0;

  constructor(windowMs: number, rateHz: number) {
    this.lag = Math.max(1, Math.floor((windowMs * rateHz) / 2000));
    this.#window = new Float64Array(3 * (2 * this.lag + 1));
  }

  /** @returns NaN until the window is full, and while something in it is missing */
  step(signals: SegmentSignals | null): number {
    const { length } = this.#window;
    this.#window.set(vectorOf(signals), 3 * (this.#count % (length / 3)));
    this.#count++;
    if (3 * this.#count < length) return Number.NaN;
    let [x, y, z] = [0, 0, 0];
    for (let i = 0; i < length; i += 3) {
      x += this.#window[i];
      y += this.#window[i + 1];
      z += this.#window[i + 2];
    }
    return (3 * norm([x, y, z])) / (length * STANDARD_GRAVITY);
  }
}

function vectorOf(signals: SegmentSignals | null): readonly number[] {
  if (signals === null) return [Number.NaN, Number.NaN, Number.NaN];
  return signals.forceVectorMps2 ?? [signals.forceMps2, 0, 0];
}
