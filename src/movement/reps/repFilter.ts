import { butterworthLowPass, ScalarLowPass } from '../../signal/butterworth.ts';

/** Of the low-pass that flexion is judged after. */
export const REP_CUTOFF_HZ = 6;
/** By how much that low-pass is late for slow movements, s: √2 / (2π f). */
const LAG_S = Math.SQRT2 / (2 * Math.PI * REP_CUTOFF_HZ);

/** The causal low-pass that flexion is judged after; none where it comes smoothed. */
export class RepFilter {
  readonly #filter: ScalarLowPass | null;
  /** By how much instants are to be dated back for it, whole frames, µs. */
  readonly lagUs: number;

  /** @param isSmoothed true where the flexion given is low-passed at `REP_CUTOFF_HZ` without lag */
  constructor(rateHz: number, isSmoothed: boolean) {
    this.#filter = isSmoothed ? null : new ScalarLowPass(butterworthLowPass(REP_CUTOFF_HZ, rateHz));
    this.lagUs = isSmoothed ? 0 : Math.round((Math.round(LAG_S * rateHz) / rateHz) * 1e6);
  }

  step(flexionDeg: number): number {
    return this.#filter ? this.#filter.step(flexionDeg) : flexionDeg;
  }

  reset(): void {
    this.#filter?.reset();
  }
}
