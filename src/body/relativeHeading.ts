import { RAD_PER_DEG, wrapAngle } from '../geometry/angles.ts';
import { type HeadingEvidence, linkHeadingSd } from './calibration/linkAcceleration.ts';

/** Evidence is weighed by blocks of this length, s. */
export const BLOCK_S = 0.25;
/** Random walks of heading, rad²/s, and of its drift, (rad/s)²/s. */
export const HEADING_NOISE = (0.1 * RAD_PER_DEG) ** 2;
export const DRIFT_NOISE = (0.03 * RAD_PER_DEG) ** 2;
export const INITIAL_DRIFT_SD = 0.1 * RAD_PER_DEG;
export const LOST_SD = 30 * RAD_PER_DEG;
/** Blocks with less evidence than this stood still, (m/s²)² s. */
const MIN_ENERGY = 0.02;
const ENERGY_VARIANCE = 0.15 ** 2 * 0.3;
const FLOOR_VARIANCE = (3 * RAD_PER_DEG) ** 2;
const ROBUST_SCALE = 20 * RAD_PER_DEG;

/**
 * Heading of the shank's earth frame in the thigh's, with its drift: a two-state Kalman
 * filter on link acceleration. A quiet stand only pulls at it, weakly: the rotation between
 * two stands really differs, and quick movement knows better.
 */
export class RelativeHeading {
  readonly #periodS: number;
  #heading: number;
  #drift = 0;
  #p00: number;
  #p01 = 0;
  #p11 = INITIAL_DRIFT_SD ** 2;
  #c = 0;
  #s = 0;
  #power = 0;
  #elapsedS = 0;
  /** Time since evidence last moved the estimate, s. */
  ageS = 0;

  /** @param headingRad, sigmaRad what calibration found */
  constructor(rateHz: number, headingRad: number, sigmaRad: number) {
    this.#periodS = 1 / rateHz;
    this.#heading = headingRad;
    this.#p00 = sigmaRad ** 2;
  }

  /** Predicted heading at this frame, rad. */
  get headingRad(): number {
    return this.#heading + this.#drift * this.#elapsedS;
  }

  get sigmaRad(): number {
    return Math.sqrt(this.#p00);
  }

  step(evidence: HeadingEvidence): void {
    this.#c += evidence.c;
    this.#s += evidence.s;
    this.#power += evidence.power;
    this.#elapsedS += this.#periodS;
    this.ageS += this.#periodS;
    if (this.#elapsedS < BLOCK_S - this.#periodS / 2) return;
    this.#predict(this.#elapsedS);
    this.#correct();
    this.#c = 0;
    this.#s = 0;
    this.#power = 0;
    this.#elapsedS = 0;
  }

  /**
   * The heading at which the knee would be turned as in the calibration standing. A person
   * stands a little differently each time, so this pulls and never sets.
   */
  stood(headingRad: number, sdRad: number): void {
    this.#update(wrapAngle(headingRad - this.headingRad), sdRad ** 2);
  }

  /** A sensor was away and may have turned about the vertical meanwhile. */
  lose(): void {
    this.#p00 = Math.max(this.#p00, LOST_SD ** 2);
    this.#p01 = 0;
  }

  #predict(dt: number): void {
    this.#heading += this.#drift * dt;
    this.#p00 += dt * (2 * this.#p01 + dt * this.#p11) + HEADING_NOISE * dt;
    this.#p01 += dt * this.#p11;
    this.#p11 += DRIFT_NOISE * dt;
  }

  #correct(): void {
    const energy = Math.hypot(this.#c, this.#s) * this.#periodS;
    const variance = blockVariance(energy, (this.#power * this.#periodS) / this.#elapsedS);
    if (variance === null) return;
    const e = wrapAngle(Math.atan2(this.#s, this.#c) - this.#heading);
    this.#update(e, variance * doubted(e));
    this.ageS = 0;
  }

  #update(e: number, variance: number): void {
    const innovation = this.#p00 + variance;
    const k0 = this.#p00 / innovation;
    const k1 = this.#p01 / innovation;
    this.#heading += k0 * e;
    this.#drift += k1 * e;
    this.#p11 -= k1 * this.#p01;
    this.#p01 -= k0 * this.#p01;
    this.#p00 -= k0 * this.#p00;
  }
}

/**
 * Variance of the heading that one block of evidence tells, rad²; null where it stood still.
 * @param energy length of its summed evidence, (m/s²)² s
 * @param meanPower of its frames, (m/s²)²
 */
export function blockVariance(energy: number, meanPower: number): number | null {
  if (energy < MIN_ENERGY) return null;
  const systematic = linkHeadingSd(meanPower) ** 2;
  return ENERGY_VARIANCE / energy + FLOOR_VARIANCE + systematic;
}

/** Factor by which a block that is off by `e` is trusted less. */
export function doubted(e: number): number {
  return 1 + (e / ROBUST_SCALE) ** 2;
}
