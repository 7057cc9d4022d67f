import { gainOfTau } from './gainOfTau.ts';
import type { OrientationSettings } from './settings.ts';

/**
 * The heading correction of VQF (Laidig & Seel 2023, section 3.4): the angle about the
 * vertical that turns the 6-axis earth frame so that y points to magnetic north.
 * A first-order low-pass on the circle, a running mean at first, that a disturbed field
 * stops for a while and then slows.
 */
export class MagneticHeading {
  readonly #periodS: number;
  readonly #tauS: number;
  readonly #gain: number;
  readonly #maxRejectionS: number;
  readonly #rejectionFactor: number;
  /** Heading, gain of the running mean, time of rejection so far. */
  readonly #state: Float64Array;

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#tauS = settings.tauMagneticS;
    this.#gain = gainOfTau(settings.tauMagneticS, periodS);
    this.#maxRejectionS = settings.magneticMaxRejectionS;
    this.#rejectionFactor = settings.magneticRejectionFactor;
    // No field is known at the start, so rejection counts as used up: a slow heading beats none.
    this.#state = Float64Array.of(0, 1, settings.magneticMaxRejectionS);
  }

  /** rad, from −π to π, positive about the upward vertical. */
  get headingRad(): number {
    return this.#state[0];
  }

  /** @param measuredRad the correction that this sample's field asks for, element `at` */
  update(measuredRad: Float64Array, at: number, disturbed: boolean): void {
    const s = this.#state;
    let gain = this.#gainUnder(disturbed);
    if (s[1] !== 0) {
      gain = Math.max(gain, s[1]);
      s[1] = s[1] / (s[1] + 1);
      if (s[1] * this.#tauS < this.#periodS) s[1] = 0;
    }
    s[0] = wrapRad(s[0] + gain * wrapRad(measuredRad[at] - s[0]));
  }

  #gainUnder(disturbed: boolean): number {
    const s = this.#state;
    if (!disturbed) {
      s[2] = Math.max(0, s[2] - this.#rejectionFactor * this.#periodS);
      return this.#gain;
    }
    if (s[2] > this.#maxRejectionS) return this.#gain / this.#rejectionFactor;
    s[2] += this.#periodS;
    return 0;
  }
}

/** Of an angle within 3π: two of them differ by no more. */
function wrapRad(angle: number): number {
  if (angle > Math.PI) return angle - 2 * Math.PI;
  if (angle < -Math.PI) return angle + 2 * Math.PI;
  return angle;
}
