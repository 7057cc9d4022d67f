import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { quatConjugate, quatRotate } from '../../geometry/quaternion.ts';
import { apply, applyTransposed, column, fromColumns, type Mat3 } from '../../geometry/rotation.ts';
import { add, cross, dot, normalize, scale, subtract, type Vec3 } from '../../geometry/vector.ts';
import type { SensorState } from '../sensorState.ts';

/** Sine of 30°. */
const MAX_LONG_AXIS_SLOPE = 0.5;

/**
 * Segment to sensor: y the standing vertical, z the common horizontal axis made square to it.
 * @param standing sensor to common earth, per frame of the quiet standing
 * @param rightward unit flexion axis in that earth
 * @param up vertical in sensor axes
 */
export function poseZeroFrame(standing: readonly Mat3[], rightward: Vec3, up: Vec3): Mat3 {
  const right = meanDirection(standing.map((m) => applyTransposed(m, rightward)));
  const x = normalize(cross(up, right));
  return fromColumns(x, up, cross(x, up));
}

/** Heading of the leg's forward direction in the thigh's earth frame when it stands as calibrated. */
export function standingForwardRad(
  thighToEarth: Mat3,
  shankToCommonEarth: Mat3,
  thighFrame: Mat3,
  shankFrame: Mat3,
): number {
  const z = add(
    apply(thighToEarth, column(thighFrame, 2)),
    apply(shankToCommonEarth, column(shankFrame, 2)),
  );
  return Math.atan2(z[1], z[0]) + Math.PI / 2;
}

/** Relative heading at which both segments would be turned as in the calibration standing. */
export function standingRelativeRad(
  thighToEarth: Mat3,
  shankToOwnEarth: Mat3,
  thighFrame: Mat3,
  shankFrame: Mat3,
): number {
  return headingBetween(
    apply(thighToEarth, column(thighFrame, 2)),
    apply(shankToOwnEarth, column(shankFrame, 2)),
  );
}

/** Heading of the second vector's earth frame in the first's if both vectors point one way. */
export function headingBetween(first: Vec3, second: Vec3): number {
  return Math.atan2(first[1], first[0]) - Math.atan2(second[1], second[0]);
}

/**
 * Turn about segment y from z of `frame` to what lies level where `up`, sensor axes, is the anterior
 * side; degrees. Null where the long axis was not within 30° of level: that is another pose.
 */
export function lyingTurnDeg(frame: Mat3, up: Vec3): number | null {
  const [x, y, z] = applyTransposed(frame, up);
  if (Math.abs(y) > MAX_LONG_AXIS_SLOPE) return null;
  return Math.atan2(-z, x) * DEG_PER_RAD;
}

/** Direction of the vertical in sensor axes. */
export function verticalInSensor(state: SensorState): Vec3 {
  return quatRotate(quatConjugate(state.orientation), [0, 0, 1]);
}

export function meanDirection(vectors: readonly Vec3[]): Vec3 {
  return normalize(vectors.reduce<Vec3>((sum, v) => add(sum, v), [0, 0, 0]));
}

/** What of `axis` is square to `up`, unit vectors. */
export function squareTo(axis: Vec3, up: Vec3): Vec3 {
  return normalize(subtract(axis, scale(up, dot(axis, up))));
}
