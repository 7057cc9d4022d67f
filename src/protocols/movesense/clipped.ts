import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';

/**
 * The sensor does not tell its ranges. The captures step by 0.244 mg and 0.07 °/s, which are the counts
 * of ±8 g and ±2000 °/s; one hundredth is left for the calibration of an axis.
 */
const CLIPPED_MPS2 = 0.99 * 8 * STANDARD_GRAVITY;
const CLIPPED_RADPS = 0.99 * 2000 * RAD_PER_DEG;

/** True where an axis of specific force (m/s²) or angular rate (rad/s) sits at the end of its range. */
export function isClipped(acceleration: Float64Array, angularRate: Float64Array): boolean {
  return (
    acceleration.some((value) => Math.abs(value) >= CLIPPED_MPS2) ||
    angularRate.some((value) => Math.abs(value) >= CLIPPED_RADPS)
  );
}
