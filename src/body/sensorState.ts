import type { Quat } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { QualityBits } from '../model/quality.ts';

/** One sensor at one instant of the frame grid. */
export interface SensorState {
  /** Sensor to its own earth frame: z up, heading arbitrary. */
  readonly orientation: Quat;
  /** Specific force, m/s², sensor axes. */
  readonly acceleration: Vec3;
  /** Angular rate with the estimated bias removed, rad/s, sensor axes. */
  readonly angularRate: Vec3;
  /** The bias that was removed, rad/s. */
  readonly gyroBias: Vec3;
  /** Flags of the signal itself: lowRate, interpolated, clipped, settling. */
  readonly quality: QualityBits;
}

/**
 * A copy to keep for seconds. Were the states kept that pass by, the engine would take all of them for
 * lasting, and collecting them later costs a fifth of a pipeline's time.
 */
export function keptState({
  orientation: [w, x, y, z],
  acceleration,
  angularRate,
  gyroBias,
  quality,
}: SensorState): SensorState {
  return {
    orientation: [w, x, y, z],
    acceleration: keptVector(acceleration),
    angularRate: keptVector(angularRate),
    gyroBias: keptVector(gyroBias),
    quality,
  };
}

function keptVector([x, y, z]: Vec3): Vec3 {
  return [x, y, z];
}
