import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { angleBetween, type Vec3 } from '../../geometry/vector.ts';
import type { SensorState } from '../sensorState.ts';
import { verticalInSensor } from './segmentFrames.ts';

const BENT_DEG = 45;
const STRAIGHT_DEG = 18;
/** A bend that comes up to here and goes down again was not stood up from. */
const HALF_UP_DEG = 30;
/** More than a shift of weight, and yet no bend. */
const DIPPED_DEG = 25;

/**
 * Counts knee flexions before any axis is known: thigh and shank tilt away from their
 * standing verticals, and the sum of both tilts rises and falls with the bend.
 */
export class FlexionCounter {
  readonly #thighUp: Vec3;
  readonly #shankUp: Vec3;
  #bent = false;
  #halfUp = false;
  #deepestDeg = 0;
  count = 0;
  tiltDeg = 0;
  /** That of the thigh alone. */
  thighTiltDeg = 0;
  /** The leg went down again without having been straight. */
  turnedBack = false;
  /** The bend before this moment was too small to count. */
  wasShallow = false;

  /** @param thighUp, shankUp the vertical in standing, sensor axes */
  constructor(thighUp: Vec3, shankUp: Vec3) {
    this.#thighUp = thighUp;
    this.#shankUp = shankUp;
  }

  step(thigh: SensorState, shank: SensorState): void {
    this.thighTiltDeg = angleBetween(verticalInSensor(thigh), this.#thighUp) * DEG_PER_RAD;
    this.tiltDeg =
      (angleBetween(verticalInSensor(thigh), this.#thighUp) +
        angleBetween(verticalInSensor(shank), this.#shankUp)) *
      DEG_PER_RAD;
    this.#noteManner();
    if (!this.#bent && this.tiltDeg > BENT_DEG) this.#bent = true;
    else if (this.#bent && this.tiltDeg < STRAIGHT_DEG) {
      this.#bent = false;
      this.count++;
    }
  }

  get upright(): boolean {
    return this.tiltDeg < STRAIGHT_DEG;
  }

  /** Of no account for the number: what may be said of how it is done. */
  #noteManner(): void {
    if (this.#bent) {
      if (this.tiltDeg < HALF_UP_DEG) this.#halfUp = true;
      else if (this.#halfUp && this.tiltDeg > BENT_DEG) this.turnedBack = true;
    }
    if (this.upright) {
      if (this.#bent) this.wasShallow = false;
      else if (this.#deepestDeg > DIPPED_DEG) this.wasShallow = true;
      this.#deepestDeg = 0;
      this.#halfUp = false;
      this.turnedBack = false;
    }
    this.#deepestDeg = Math.max(this.#deepestDeg, this.tiltDeg);
  }
}
