import { DEG_PER_RAD } from '../geometry/angles.ts';
import { quatConjugate, quatRotate, quatToMatrix } from '../geometry/quaternion.ts';
import { apply, applyTransposed, type Mat3, rotationZ } from '../geometry/rotation.ts';
import { subtract, type Vec3 } from '../geometry/vector.ts';
import type { LegCalibration } from '../model/calibration.ts';
import type { SensorState } from './sensorState.ts';

const BEGINS_DEG = 25;
const ENDS_DEG = 15;
const DEEP_ENOUGH_DEG = 40;
/** Of deep and shallow bends the same part is seen: the axis wanders with the depth. */
const SEEN_TO_DEG = 60;
/** A bend that was seen for less than this tells no axis, s. */
const SHORTEST_S = 0.4;

/** Heading of the knee's axis in each segment, over one bend; degrees about its long axis. */
export interface RepAxis {
  readonly thighDeg: number;
  readonly shankDeg: number;
}

/**
 * The axis about which the shank turned on the thigh, bend by bend, as each sensor sees it. A
 * sensor that turns about the limb's long axis shows nothing to gravity; it shows here.
 */
export class FlexionAxisPerRep {
  readonly #thighFrame: Mat3;
  readonly #shankFrame: Mat3;
  readonly #shortestFrames: number;
  #bent = false;
  #deepestDeg = 0;
  #frames = 0;
  readonly #sum = new Float64Array(6);

  constructor(leg: Pick<LegCalibration, 'thigh' | 'shank'>, rateHz: number) {
    this.#thighFrame = quatToMatrix(leg.thigh.segmentToSensor);
    this.#shankFrame = quatToMatrix(leg.shank.segmentToSensor);
    this.#shortestFrames = Math.round(SHORTEST_S * rateHz);
  }

  /**
   * @param relativeHeadingRad of the shank's earth frame in the thigh's
   * @returns the axis of the bend that ends in this frame, null else
   */
  step(
    thigh: SensorState,
    shank: SensorState,
    relativeHeadingRad: number,
    kneeFlexionDeg: number,
  ): RepAxis | null {
    if (!this.#bent) {
      if (kneeFlexionDeg < BEGINS_DEG) return null;
      this.#bent = true;
    }
    if (kneeFlexionDeg < ENDS_DEG) return this.#end();
    this.#deepestDeg = Math.max(this.#deepestDeg, kneeFlexionDeg);
    if (kneeFlexionDeg > SEEN_TO_DEG) return null;
    this.#frames++;
    const thighRate = quatRotate(thigh.orientation, thigh.angularRate);
    const shankRate = apply(
      rotationZ(relativeHeadingRad),
      quatRotate(shank.orientation, shank.angularRate),
    );
    const relative = subtract(shankRate, thighRate);
    const inThigh = applyTransposed(
      this.#thighFrame,
      quatRotate(quatConjugate(thigh.orientation), relative),
    );
    const inShank = applyTransposed(
      this.#shankFrame,
      quatRotate(quatConjugate(shank.orientation), apply(rotationZ(-relativeHeadingRad), relative)),
    );
    const sign = inThigh[2] + inShank[2] < 0 ? -1 : 1;
    for (let i = 0; i < 3; i++) {
      this.#sum[i] += sign * inThigh[i];
      this.#sum[3 + i] += sign * inShank[i];
    }
    return null;
  }

  interrupt(): void {
    this.#bent = false;
    this.#deepestDeg = 0;
    this.#frames = 0;
    this.#sum.fill(0);
  }

  #end(): RepAxis | null {
    const counts = this.#deepestDeg >= DEEP_ENOUGH_DEG && this.#frames >= this.#shortestFrames;
    const [a, b, c, d, e, f] = this.#sum;
    this.interrupt();
    return counts ? { thighDeg: heading([a, b, c]), shankDeg: heading([d, e, f]) } : null;
  }
}

function heading([x, , z]: Vec3): number {
  return Math.atan2(x, z) * DEG_PER_RAD;
}
