import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { type Quat, quatToRotationVector } from '../../geometry/quaternion.ts';
import { scale, type Vec3 } from '../../geometry/vector.ts';
import { WireError } from '../wireError.ts';
import type { Payload } from './payload.ts';
import { BODY_MODES } from './payloadModes.ts';

/**
 * The factory calibration moves the end of an axis by its scale error, 0.5 % for parts of this class:
 * two of these short of ±16 g and ±2000 °/s an axis may be at its end.
 */
const END_OF_RANGE = 0.99;
const CLIPPED_MPS2 = END_OF_RANGE * 16 * STANDARD_GRAVITY;
const CLIPPED_RADPS = END_OF_RANGE * 2000 * RAD_PER_DEG;

/** What is no rotation is refused; rounding to 32-bit numbers leaves far less than this. */
const MAX_NORM_ERROR = 0.01;

/** Specific force (m/s²) and angular rate (rad/s) in sensor axes. */
export interface Motion {
  readonly acceleration: Vec3;
  readonly angularRate: Vec3;
  readonly clipped: boolean;
}

/**
 * What an inertial sensor measured, from a payload that tells it: as it is, or as mean over the period
 * from its increments. Free acceleration is neither.
 * @throws WireError when the payload does not tell it
 */
export function motionOf(payload: Payload, rateHz: number): Motion {
  const acceleration = payload.acceleration ?? meanForce(payload, rateHz);
  const angularRate = payload.acceleration
    ? payload.angularRate && scale(payload.angularRate, RAD_PER_DEG)
    : meanRate(payload, rateHz);
  if (acceleration === undefined || angularRate === undefined) {
    const modes = `a payload mode with specific force and angular rate (${BODY_MODES.join(', ')})`;
    throw new WireError('payload', modes, 'one without');
  }
  const clipped = endsRange(acceleration, CLIPPED_MPS2) || endsRange(angularRate, CLIPPED_RADPS);
  return { acceleration, angularRate, clipped };
}

function meanForce({ deltaVelocity }: Payload, rateHz: number): Vec3 | undefined {
  return deltaVelocity && scale(deltaVelocity, rateHz);
}

function meanRate({ deltaQuaternion }: Payload, rateHz: number): Vec3 | undefined {
  return deltaQuaternion && scale(quatToRotationVector(unit(deltaQuaternion)), rateHz);
}

function unit(q: Quat): Quat {
  const norm = Math.hypot(...q);
  if (Math.abs(norm - 1) <= MAX_NORM_ERROR)
    return [q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm];
  throw new WireError('payload.deltaQuaternion', 'a norm of 1', norm);
}

function endsRange(vector: Vec3, end: number): boolean {
  return vector.some((value) => Math.abs(value) >= end);
}
