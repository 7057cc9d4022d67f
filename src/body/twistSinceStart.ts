import { DEG_PER_RAD } from '../geometry/angles.ts';
import { type Mat3, multiply, transpose } from '../geometry/rotation.ts';
import { type Side, sideSign } from '../model/placement.ts';

/** Below this flexion the person stands: the next bend starts a new count. */
const STANDING_DEG = 10;

/**
 * Turn of thigh and shank about their own long axes since the knee last stood straight,
 * + internal: the twist part of each segment's rotation from that pose.
 */
export class TwistSinceStart {
  readonly #sign: number;
  #thigh: Mat3 | null = null;
  #shank: Mat3 | null = null;

  constructor(side: Side) {
    this.#sign = sideSign(side);
  }

  step(thigh: Mat3, shank: Mat3, kneeFlexionDeg: number): { thighDeg: number; shankDeg: number } {
    if (this.#thigh === null || this.#shank === null || kneeFlexionDeg < STANDING_DEG) {
      this.#thigh = thigh;
      this.#shank = shank;
    }
    return {
      thighDeg: this.#sign * twistAboutYDeg(this.#thigh, thigh),
      shankDeg: this.#sign * twistAboutYDeg(this.#shank, shank),
    };
  }
}

/** Twist about y of start⁻¹ now, degrees: 2 atan2(q_y, q_w) without building the quaternion. */
function twistAboutYDeg(start: Mat3, now: Mat3): number {
  const m = multiply(transpose(start), now);
  return 2 * Math.atan2(m[2] - m[6], 1 + m[0] + m[4] + m[8]) * DEG_PER_RAD;
}
