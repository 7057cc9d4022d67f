import { RAD_PER_DEG } from '../geometry/angles.ts';
import { norm } from '../geometry/vector.ts';
import type { SensorState } from './sensorState.ts';

const QUIET_RADPS = 10 * RAD_PER_DEG;
const UPRIGHT_COSINE = Math.cos(10 * RAD_PER_DEG);
/** How differently the knee is turned from one stand, or pause between reps, to the next. */
export const REST_ROTATION_SD_RAD = { stand: 5 * RAD_PER_DEG, pause: 8 * RAD_PER_DEG } as const;
/** Beyond this gap the filter of a sensor has not bridged what it missed. */
export const LOST_AFTER_S = 1;

/**
 * Whether a leg stands upright and turns slower than 10 deg/s.
 * @param thighUp, shankUp upward component of each long axis
 */
export function isQuietUpright(
  thigh: SensorState,
  shank: SensorState,
  thighUp: number,
  shankUp: number,
): boolean {
  return (
    norm(thigh.angularRate) < QUIET_RADPS &&
    norm(shank.angularRate) < QUIET_RADPS &&
    thighUp > UPRIGHT_COSINE &&
    shankUp > UPRIGHT_COSINE
  );
}
