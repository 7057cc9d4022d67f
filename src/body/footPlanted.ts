import { DEG_PER_RAD, STANDARD_GRAVITY } from '../geometry/angles.ts';
import { dot, norm, type Vec3 } from '../geometry/vector.ts';
import { angularAcceleration, jointSpecificForce } from './calibration/linkAcceleration.ts';
import type { SensorState } from './sensorState.ts';

const FORCE_TOLERANCE_MPS2 = 0.8;
/** More at the ankle: where it is, is known to a few centimetres. */
const ANKLE_FORCE_TOLERANCE_MPS2 = 1;
const TWIST_LIMIT_DPS = 60;
const TOLERATED_S = 0.15;
/** Replanting is believed after as long as lifting was. */
const REPLANTED_S = 0.15;

type Motion = Pick<SensorState, 'acceleration' | 'angularRate'>;

/**
 * Whether the foot may be taken to stand flat, judged from the shank alone: the specific force at its
 * ankle stays near gravity and it turns about its flexion axis only. At the ankle, because a sensor up
 * the shank feels a quick squat over a foot that stands. A foot that is held still in the air is not
 * told from one that stands.
 */
export class FootPlanted {
  readonly #rateHz: number;
  readonly #arm: Vec3 | null;
  #before: Motion | null = null;
  #at: Motion | null = null;
  #violatedS = 0;
  #quietS = 0;
  planted = true;

  /** @param arm ankle to sensor, metres, sensor axes; null judges the force where the sensor is */
  constructor(rateHz: number, arm: Vec3 | null = null) {
    this.#rateHz = rateHz;
    this.#arm = arm;
  }

  /** @param flexionAxis unit vector, sensor axes */
  step(acceleration: Vec3, angularRate: Vec3, flexionAxis: Vec3): boolean {
    const about = dot(angularRate, flexionAxis);
    const twistDps =
      Math.sqrt(Math.max(0, dot(angularRate, angularRate) - about * about)) * DEG_PER_RAD;
    const force = this.#force({ acceleration, angularRate });
    const offGravity = Math.abs(norm(force) - STANDARD_GRAVITY);
    const tolerance = this.#arm ? ANKLE_FORCE_TOLERANCE_MPS2 : FORCE_TOLERANCE_MPS2;
    if (offGravity < tolerance && twistDps < TWIST_LIMIT_DPS) {
      this.#quietS += 1 / this.#rateHz;
      if (this.#quietS >= REPLANTED_S) {
        this.#violatedS = 0;
        this.planted = true;
      }
    } else {
      this.#quietS = 0;
      this.#violatedS += 1 / this.#rateHz;
      if (this.#violatedS > TOLERATED_S) this.planted = false;
    }
    return this.planted;
  }

  /** After a gap the difference of rates across it means nothing. */
  interrupt(): void {
    this.#before = null;
    this.#at = null;
  }

  /** At the ankle it is that of the frame before, by the central difference of the angular rate. */
  #force(now: Motion): Vec3 {
    const before = this.#before;
    const at = this.#at;
    this.#before = at;
    this.#at = now;
    if (this.#arm === null || before === null || at === null) return now.acceleration;
    return jointSpecificForce(at, angularAcceleration(before, now, this.#rateHz), this.#arm);
  }
}
