import { quatRotate } from '../../geometry/quaternion.ts';
import { cross, norm, type Vec3 } from '../../geometry/vector.ts';
import { butterworthLowPass, LowPass } from '../../signal/butterworth.ts';
import type { SensorState } from '../sensorState.ts';

export const LINK_CUTOFF_HZ = 8;
/** Above this the soft tissue rings and the sensors no longer follow the bones, m/s². */
export const IMPACT_MPS2 = 40;
export const IMPACT_HOLD_S = 0.15;
/** Beyond this acceleration a sample gains no further weight, (m/s²)². */
const WEIGHT_KNEE = 4;

/** Evidence of one frame on the heading of the shank's earth frame in the thigh's. */
export interface HeadingEvidence {
  /** Weighted cosine and sine sums: their angle is the heading, their length the strength. */
  readonly c: number;
  readonly s: number;
  /** Product of the two horizontal accelerations it rests on, (m/s²)²; 0 when gated. */
  readonly power: number;
}

export const NO_EVIDENCE: HeadingEvidence = { c: 0, s: 0, power: 0 };

/**
 * Misaligned sensor axes and errors of inclination leave some of gravity on the horizontal. It
 * repeats with the movement, so that no averaging removes it, and weighs the more the slower the
 * movement is. That the error falls with the power, and not with its root, is what fits a rig,
 * landings and squats alike, rad (m/s²)².
 */
const SYSTEMATIC_ERROR = 0.05;

/** Systematic standard deviation of a heading from link acceleration of this mean power, rad. */
export function linkHeadingSd(meanPower: number): number {
  return Math.min(Math.PI, SYSTEMATIC_ERROR / meanPower);
}

/**
 * The knee centre accelerates the same whether it is reckoned from the thigh's sensor or
 * from the shank's; the turn about the vertical that makes the two agree is the relative
 * heading. Evidence is one frame late, by the central difference of the angular rate.
 */
export class LinkAcceleration {
  readonly #rateHz: number;
  readonly #thighArm: Vec3;
  readonly #shankArm: Vec3;
  readonly #filter: LowPass;
  readonly #h = new Float64Array(4);
  readonly #holdFrames: number;
  #gateFrames = 0;
  #before: readonly [SensorState, SensorState] | null = null;
  #at: readonly [SensorState, SensorState] | null = null;

  /** @param thighArm, shankArm joint centre to sensor, metres, sensor axes */
  constructor(rateHz: number, thighArm: Vec3, shankArm: Vec3) {
    this.#rateHz = rateHz;
    this.#thighArm = thighArm;
    this.#shankArm = shankArm;
    this.#filter = new LowPass(butterworthLowPass(LINK_CUTOFF_HZ, rateHz), 4);
    this.#holdFrames = Math.round(IMPACT_HOLD_S * rateHz);
  }

  step(thigh: SensorState, shank: SensorState): HeadingEvidence {
    const before = this.#before;
    const at = this.#at;
    this.#before = at;
    this.#at = [thigh, shank];
    if (before === null || at === null) return NO_EVIDENCE;
    const h1 = this.#jointForce(before[0], at[0], thigh, this.#thighArm);
    const h2 = this.#jointForce(before[1], at[1], shank, this.#shankArm);
    const h = this.#h;
    h[0] = h1[0];
    h[1] = h1[1];
    h[2] = h2[0];
    h[3] = h2[1];
    this.#filter.step(h);
    if (norm(at[0].acceleration) > IMPACT_MPS2 || norm(at[1].acceleration) > IMPACT_MPS2) {
      this.#gateFrames = this.#holdFrames;
    }
    if (this.#gateFrames > 0) {
      this.#gateFrames--;
      return NO_EVIDENCE;
    }
    return evidenceOf(h[0], h[1], h[2], h[3]);
  }

  /** After a gap the difference of rates across it means nothing. */
  interrupt(): void {
    this.#before = null;
    this.#at = null;
    this.#filter.reset();
  }

  #jointForce(before: SensorState, at: SensorState, after: SensorState, arm: Vec3): Vec3 {
    return quatRotate(
      at.orientation,
      jointSpecificForce(at, angularAcceleration(before, after, this.#rateHz), arm),
    );
  }
}

/** From the horizontal accelerations of the joint as both sensors see it, each in its own earth. */
export function evidenceOf(h1x: number, h1y: number, h2x: number, h2y: number): HeadingEvidence {
  const strength = Math.hypot(h1x, h1y) * Math.hypot(h2x, h2y);
  const weight = 1 / (1 + strength / WEIGHT_KNEE);
  return {
    c: weight * (h2x * h1x + h2y * h1y),
    s: weight * (h2x * h1y - h2y * h1x),
    power: strength,
  };
}

type Turning = Pick<SensorState, 'angularRate'>;

export function angularAcceleration(before: Turning, after: Turning, rateHz: number): Vec3 {
  const a = before.angularRate;
  const b = after.angularRate;
  const half = rateHz / 2;
  return [(b[0] - a[0]) * half, (b[1] - a[1]) * half, (b[2] - a[2]) * half];
}

/** Specific force at the joint centre, sensor axes: a − ω × (ω × r) − ω̇ × r. */
export function jointSpecificForce(
  state: Turning & Pick<SensorState, 'acceleration'>,
  angularAcc: Vec3,
  arm: Vec3,
): Vec3 {
  const a = state.acceleration;
  const w = state.angularRate;
  const centripetal = cross(w, cross(w, arm));
  const tangential = cross(angularAcc, arm);
  return [
    a[0] - (centripetal[0] + tangential[0]),
    a[1] - (centripetal[1] + tangential[1]),
    a[2] - (centripetal[2] + tangential[2]),
  ];
}
