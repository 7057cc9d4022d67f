import { DEG_PER_RAD } from '../../../geometry/angles.ts';
import type { Quat } from '../../../geometry/quaternion.ts';
import type { Vec3 } from '../../../geometry/vector.ts';

/** Roll, pitch and yaw in degrees of an attitude, turned in the order z, y, x. */
export function eulerAnglesDeg([w, x, y, z]: Quat): Vec3 {
  const sinPitch = Math.max(-1, Math.min(1, 2 * (w * y - z * x)));
  return [
    Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)) * DEG_PER_RAD,
    Math.asin(sinPitch) * DEG_PER_RAD,
    Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * DEG_PER_RAD,
  ];
}
