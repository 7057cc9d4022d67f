import { RAD_PER_DEG, wrapAngle } from '../../geometry/angles.ts';

/** Growth between stands: random walk per √s, and what is left of two gyroscope biases. */
const WALK_SD = 0.1 * RAD_PER_DEG;
const DRIFT_SD = 0.03 * RAD_PER_DEG;
const LOST_SD = 30 * RAD_PER_DEG;

/**
 * Heading of an attached sensor's earth frame in the thigh sensor's. Both filters carry it; only
 * standing tells it anew, and only about, for a person stands a little differently each time.
 */
export class AttachedHeading {
  #heading: number;
  #variance: number;
  #walkedS: number;

  /** @param ageS time between the standing that told `headingRad` and now, s */
  constructor(headingRad: number, sdRad: number, ageS = 0) {
    this.#heading = headingRad;
    this.#variance = sdRad ** 2;
    this.#walkedS = ageS;
  }

  get headingRad(): number {
    return this.#heading;
  }

  get sigmaRad(): number {
    const t = this.#walkedS;
    return Math.sqrt(this.#variance + WALK_SD ** 2 * t + (DRIFT_SD * t) ** 2);
  }

  /** Time since standing last told it, s. */
  get ageS(): number {
    return this.#walkedS;
  }

  step(seconds: number): void {
    this.#walkedS += seconds;
  }

  /** Standing says `headingRad`, give or take `sdRad`. */
  stood(headingRad: number, sdRad: number): void {
    const variance = this.sigmaRad ** 2;
    const gain = variance / (variance + sdRad ** 2);
    this.#heading += gain * wrapAngle(headingRad - this.#heading);
    this.#variance = (1 - gain) * variance;
    this.#walkedS = 0;
  }

  /** Standing goes on: nothing turns, so what seems to is drift. */
  follow(headingRad: number, gain: number): void {
    this.#heading += gain * wrapAngle(headingRad - this.#heading);
    this.#walkedS = 0;
  }

  /** One of the two sensors was away and may have turned anywhere. */
  lose(): void {
    this.#variance = Math.max(this.#variance, LOST_SD ** 2);
  }
}
