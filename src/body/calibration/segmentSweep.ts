import { apply, type Mat3 } from '../../geometry/rotation.ts';
import { cross, dot, type Vec3 } from '../../geometry/vector.ts';
import { percentile } from '../../signal/statistics.ts';
import { findSegmentAxis } from './flexionAxis.ts';
import { sweepFromUpright } from './fromUpright.ts';
import { squareTo } from './segmentFrames.ts';

const TILT_PERCENTILE = 97;

export interface SegmentSweep {
  /** The axis that the long axis swept about, square to it; sensor axes. */
  readonly axis: Vec3;
  /** To it from the one that the sensor itself turned about, rad about the long axis. */
  readonly turnRad: number;
  readonly tiltRad: number;
}

/**
 * How one segment moved, as its plane is told from it.
 * @param like the flexion axis, to tell right from left
 * @param up the long axis in the sensor, as of standing
 */
export function segmentSweep(
  toEarth: readonly Mat3[],
  rates: readonly Vec3[],
  active: readonly boolean[],
  like: Vec3,
  up: Vec3,
  rateHz: number,
): SegmentSweep {
  const own = squareTo(findSegmentAxis(rates, active, like), up);
  const axis = squareTo(
    findSegmentAxis(sweepFromUpright(toEarth, rates, up, rateHz), active, like),
    up,
  );
  const tiltsRad = toEarth.map((m) => Math.acos(Math.min(1, apply(m, up)[2])));
  return {
    axis,
    turnRad: Math.atan2(dot(cross(own, axis), up), dot(own, axis)),
    tiltRad: percentile(tiltsRad, TILT_PERCENTILE),
  };
}
