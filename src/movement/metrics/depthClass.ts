import type { DepthClass } from '../../model/movement.ts';

const HALF_DEG = 60;
const NEAR_PARALLEL_DEG = 90;
const PARALLEL_DEG = 110;
/** Thigh against the floor: horizontal at 90°, with ± 5° for parallel. */
const PARALLEL_TILT_DEG = 85;
const DEEP_TILT_DEG = 95;

/**
 * How deep a squat was. Parallel and deep mean the thigh against the floor, so its tilt decides where
 * it is stated; with a thigh that did not get there, flexion tells no more than `near parallel`.
 * @param thighTiltDeg null where it cannot be stated: flexion alone decides, and deep is not told
 */
export function depthClassOf(peakFlexionDeg: number, thighTiltDeg: number | null): DepthClass {
  if (thighTiltDeg !== null && thighTiltDeg > DEEP_TILT_DEG) return 'deep';
  if (thighTiltDeg !== null && thighTiltDeg >= PARALLEL_TILT_DEG) return 'parallel';
  if (peakFlexionDeg < HALF_DEG) return 'partial';
  if (peakFlexionDeg < NEAR_PARALLEL_DEG) return 'half';
  const byFlexion = thighTiltDeg === null && peakFlexionDeg >= PARALLEL_DEG;
  return byFlexion ? 'parallel' : 'near parallel';
}
