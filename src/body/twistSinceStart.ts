import type { Mat3 } from '../geometry/rotation.ts';
import type { Side } from '../model/placement.ts';
import { internalRotationDeg } from './jointAngles.ts';

/** Below this flexion the person stands: the next bend starts a new count. */
const STANDING_DEG = 10;

/** Turn of thigh and shank about their own long axes since the knee last stood straight, + internal. */
export class TwistSinceStart {
  readonly #side: Side;
  #thigh: Mat3 | null = null;
  #shank: Mat3 | null = null;

  constructor(side: Side) {
    this.#side = side;
  }

  step(thigh: Mat3, shank: Mat3, kneeFlexionDeg: number): { thighDeg: number; shankDeg: number } {
    if (this.#thigh === null || this.#shank === null || kneeFlexionDeg < STANDING_DEG) {
      this.#thigh = thigh;
      this.#shank = shank;
    }
    return {
      thighDeg: internalRotationDeg(this.#thigh, thigh, this.#side),
      shankDeg: internalRotationDeg(this.#shank, shank, this.#side),
    };
  }
}
