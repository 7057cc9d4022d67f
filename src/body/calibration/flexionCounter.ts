import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { angleBetween, type Vec3 } from '../../geometry/vector.ts';
import type { SensorState } from '../sensorState.ts';
import { verticalInSensor } from './segmentFrames.ts';

const BENT_DEG = 45;
const STRAIGHT_DEG = 18;

/**
 * Counts knee flexions before any axis is known: thigh and shank tilt away from their
 * standing verticals, and the sum of both tilts rises and falls with the bend.
 */
export class FlexionCounter {
  readonly #thighUp: Vec3;
  readonly #shankUp: Vec3;
  #bent = false;
  count = 0;
  tiltDeg = 0;

  /** @param thighUp, shankUp the vertical in standing, sensor axes */
  constructor(thighUp: Vec3, shankUp: Vec3) {
    this.#thighUp = thighUp;
    this.#shankUp = shankUp;
  }

  step(thigh: SensorState, shank: SensorState): void {
    this.tiltDeg =
      (angleBetween(verticalInSensor(thigh), this.#thighUp) +
        angleBetween(verticalInSensor(shank), this.#shankUp)) *
      DEG_PER_RAD;
    if (!this.#bent && this.tiltDeg > BENT_DEG) this.#bent = true;
    else if (this.#bent && this.tiltDeg < STRAIGHT_DEG) {
      this.#bent = false;
      this.count++;
    }
  }

  get upright(): boolean {
    return this.tiltDeg < STRAIGHT_DEG;
  }
}
