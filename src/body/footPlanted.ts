import { DEG_PER_RAD, STANDARD_GRAVITY } from '../geometry/angles.ts';
import { dot, norm, scale, subtract, type Vec3 } from '../geometry/vector.ts';

const FORCE_TOLERANCE_MPS2 = 0.8;
const TWIST_LIMIT_DPS = 60;
const TOLERATED_S = 0.15;
/** Replanting is believed after as long as lifting was. */
const REPLANTED_S = 0.15;

/**
 * Whether the foot may be taken to stand flat, judged from the shank alone: its specific
 * force stays near gravity and it turns about its flexion axis only.
 */
export class FootPlanted {
  readonly #periodS: number;
  #violatedS = 0;
  #quietS = 0;
  planted = true;

  constructor(rateHz: number) {
    this.#periodS = 1 / rateHz;
  }

  /** @param flexionAxis unit vector, sensor axes */
  step(acceleration: Vec3, angularRate: Vec3, flexionAxis: Vec3): boolean {
    const about = dot(angularRate, flexionAxis);
    const twistDps = norm(subtract(angularRate, scale(flexionAxis, about))) * DEG_PER_RAD;
    const offGravity = Math.abs(norm(acceleration) - STANDARD_GRAVITY);
    if (offGravity < FORCE_TOLERANCE_MPS2 && twistDps < TWIST_LIMIT_DPS) {
      this.#quietS += this.#periodS;
      if (this.#quietS >= REPLANTED_S) {
        this.#violatedS = 0;
        this.planted = true;
      }
    } else {
      this.#quietS = 0;
      this.#violatedS += this.#periodS;
      if (this.#violatedS > TOLERATED_S) this.planted = false;
    }
    return this.planted;
  }
}
