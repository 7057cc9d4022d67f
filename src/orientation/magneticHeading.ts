import { wrapAngle } from '../geometry/angles.ts';
import { gainOfTau } from './gainOfTau.ts';
import type { OrientationSettings } from './settings.ts';

/**
 * The heading correction of VQF (Laidig & Seel 2023): the angle about the
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
  /** Gain of the running mean; 0 once it is over. */
  #meanGain = 1;
  #rejectionS: number;
  /** rad, from −π to π, positive about the upward vertical. */
  headingRad = 0;
  /** What the next sample's field asks the heading to be, rad. */
  measuredRad = 0;

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#tauS = settings.tauMagneticS;
    this.#gain = gainOfTau(settings.tauMagneticS, periodS);
    this.#maxRejectionS = settings.magneticMaxRejectionS;
    this.#rejectionFactor = settings.magneticRejectionFactor;
    // No field is known at the start, so rejection counts as used up: a slow heading beats none.
    this.#rejectionS = settings.magneticMaxRejectionS;
  }

  /** Call after `measuredRad` was written. */
  update(disturbed: boolean): void {
    let gain = this.#gain;
    if (!disturbed) {
      this.#rejectionS = Math.max(0, this.#rejectionS - this.#rejectionFactor * this.#periodS);
    } else if (this.#rejectionS > this.#maxRejectionS) {
      gain /= this.#rejectionFactor;
    } else {
      this.#rejectionS += this.#periodS;
      gain = 0;
    }
    if (this.#meanGain !== 0) {
      gain = Math.max(gain, this.#meanGain);
      this.#meanGain /= this.#meanGain + 1;
      if (this.#meanGain * this.#tauS < this.#periodS) this.#meanGain = 0;
    }
    this.headingRad = wrapAngle(
      this.headingRad + gain * wrapAngle(this.measuredRad - this.headingRad),
    );
  }
}
