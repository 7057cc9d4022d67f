import type { Calibration } from '../../model/calibration.ts';

/**
 * From when on repetitions count, hub time: behind what the calibration was found in, since nobody does a
 * set there; from the start where that was the assessed movement itself.
 */
export function countsFromUs({ countsFromUs: kept, method, movement }: Calibration): number {
  if (kept !== undefined) return kept;
  return method === 'assessedMovement' ? Number.NEGATIVE_INFINITY : movement.toUs;
}
