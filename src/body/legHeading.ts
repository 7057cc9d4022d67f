import { RAD_PER_DEG, wrapAngle } from '../geometry/angles.ts';

export const STAND_SD = 1 * RAD_PER_DEG;
/** Growth between stands: random walk per √s, and what is left of the gyroscope bias. */
const WALK_SD = 0.1 * RAD_PER_DEG;
const DRIFT_SD = 0.01 * RAD_PER_DEG;
export const STAND_S = 1;
export const PAUSE_S = 0.3;
/** After a gap the leg may have turned anywhere. */
export const LOST_SD = 30 * RAD_PER_DEG;
/** How far a pause, whose pose is less settled than a stand, pulls the heading back. */
const PAUSE_GAIN = 0.2;

/**
 * Heading of the subject's forward direction in the thigh's earth frame. At a quiet stand it
 * is set back to what calibration found, so that turning round between sets is harmless;
 * between stands the filters carry it and its uncertainty grows.
 */
export class LegHeading {
  readonly #periodS: number;
  #heading: number;
  #walkedS: number;
  #quietS = 0;
  #paused = false;
  #stood: boolean;
  #lost = false;

  /** @param ageS time between the standing that told `headingRad` and now, s */
  constructor(rateHz: number, headingRad: number, ageS = 0) {
    this.#periodS = 1 / rateHz;
    this.#heading = headingRad;
    this.#walkedS = ageS;
    this.#stood = ageS === 0;
  }

  get headingRad(): number {
    return this.#heading;
  }

  get sigmaRad(): number {
    const t = this.#walkedS;
    const lost = this.#lost ? LOST_SD : 0;
    return Math.sqrt(STAND_SD ** 2 + carriedVariance(t) + lost ** 2);
  }

  /** Time since the last quiet stand, s. */
  get ageS(): number {
    return this.#walkedS;
  }

  /**
   * @param quiet the leg stands upright and turns slower than 10 deg/s
   * @param standingHeadingRad the heading if this were the calibration stance
   * @returns `stand` or `pause` in the frame that became one, null else
   */
  step(quiet: boolean, standingHeadingRad: number): 'stand' | 'pause' | null {
    this.#walkedS += this.#periodS;
    if (!quiet) {
      this.#quietS = 0;
      this.#paused = false;
      this.#stood = false;
      return null;
    }
    this.#quietS += this.#periodS;
    if (this.#quietS >= STAND_S) {
      this.#walkedS = 0;
      if (this.#stood) {
        // Follow slowly while standing on: sway is not a turn of the person.
        this.#pull(standingHeadingRad, 2 * this.#periodS);
        return null;
      }
      this.#heading = standingHeadingRad;
      this.#stood = true;
      this.#lost = false;
      return 'stand';
    }
    if (this.#quietS < PAUSE_S || this.#paused) return null;
    this.#pull(standingHeadingRad, PAUSE_GAIN);
    this.#walkedS *= 1 - PAUSE_GAIN;
    this.#paused = true;
    return 'pause';
  }

  /** A sensor of the leg was away: only a quiet stand tells the heading again. */
  lose(): void {
    this.#lost = true;
    this.#stood = false;
    this.#paused = false;
    this.#quietS = 0;
  }

  #pull(towards: number, gain: number): void {
    this.#heading += gain * wrapAngle(towards - this.#heading);
  }
}

/** Variance of a heading that the filters carried for `seconds`, rad². */
export function carriedVariance(seconds: number): number {
  return WALK_SD ** 2 * seconds + (DRIFT_SD * seconds) ** 2;
}
