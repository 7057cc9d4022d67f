import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import { add, cross, dot, normalize, scale, type Vec3, X_AXIS } from '../../geometry/vector.ts';
import type { TipLimits } from './attachedState.ts';

const LEAST_S = 0.3;
/** Tipping that is not along one line tells no direction: the lesser over the greater variance. */
const MAX_SPREAD = 0.15;
/** And neither does what goes as far back as forward: 1 is one way only, 0 both alike. */
const MIN_ONE_SIDED = 0.25;
const DIRECTION_SD_RAD = 3 * RAD_PER_DEG;

export interface ForwardDirection {
  /** Unit vector square to the standing vertical, sensor axes. */
  readonly forward: Vec3;
  readonly sdRad: number;
}

/**
 * Which way is forward in a sensor worn in any mounting, from how its segment tips: what both
 * heel rises and a trunk that leans do is to tip forward, further than they ever tip back. A
 * principal component of where the vertical goes in the sensor; no heading enters.
 */
export class TipDirection {
  readonly #a: Vec3;
  readonly #b: Vec3;
  readonly #leastSine: number;
  readonly #tellingDeg: number;
  readonly #leastCount: number;
  #count = 0;
  #largest = 0;
  readonly #second = [0, 0, 0];
  readonly #third = [0, 0, 0, 0];

  /** @param up the vertical of standing, sensor axes */
  constructor(rateHz: number, up: Vec3, limits: TipLimits) {
    this.#a = sensorForward(up);
    this.#b = cross(up, this.#a);
    this.#leastSine = Math.sin(limits.leastDeg * RAD_PER_DEG);
    this.#tellingDeg = limits.tellingDeg;
    this.#leastCount = LEAST_S * rateHz;
  }

  /** @param vertical in sensor axes at this frame */
  step(vertical: Vec3): void {
    const a = dot(vertical, this.#a);
    const b = dot(vertical, this.#b);
    const size = Math.hypot(a, b);
    if (size < this.#leastSine) return;
    this.#count++;
    this.#largest = Math.max(this.#largest, size);
    const [second, third] = [this.#second, this.#third];
    second[0] += a * a;
    second[1] += a * b;
    second[2] += b * b;
    third[0] += a * a * a;
    third[1] += a * a * b;
    third[2] += a * b * b;
    third[3] += b * b * b;
  }

  /** Null until it has tipped far and long enough, and along one line. */
  get found(): ForwardDirection | null {
    const largestDeg = Math.asin(Math.min(1, this.#largest)) * DEG_PER_RAD;
    if (this.#count < this.#leastCount || largestDeg < this.#tellingDeg) return null;
    const [aa, ab, bb] = this.#second;
    const angle = Math.atan2(2 * ab, aa - bb) / 2;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const along = c * c * aa + 2 * c * s * ab + s * s * bb;
    const across = Math.max(0, aa + bb - along);
    if (across > MAX_SPREAD * along) return null;
    const [aaa, aab, abb, bbb] = this.#third;
    const skew = c ** 3 * aaa + 3 * c * c * s * aab + 3 * c * s * s * abb + s ** 3 * bbb;
    if (Math.abs(skew) < MIN_ONE_SIDED * along * this.#largest) return null;
    // A segment that tips forward takes the vertical backward in its own axes.
    const sign = -Math.sign(skew);
    return {
      forward: normalize(add(scale(this.#a, sign * c), scale(this.#b, sign * s))),
      sdRad: Math.hypot(DIRECTION_SD_RAD, Math.atan(Math.sqrt(across / along)) / 2),
    };
  }
}

/** The sensor's x axis made level, or its z axis where x is upright. */
export function sensorForward(up: Vec3): Vec3 {
  const axis: Vec3 = Math.abs(up[0]) < 0.8 ? X_AXIS : [0, 0, 1];
  return normalize(add(axis, scale(up, -dot(axis, up))));
}
