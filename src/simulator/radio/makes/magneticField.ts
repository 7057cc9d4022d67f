import { type Quat, quatConjugate, quatRotate } from '../../../geometry/quaternion.ts';
import { norm, type Vec3 } from '../../../geometry/vector.ts';

/** The earth's field without iron near it, earth frame (z up), µT: that of central Europe. */
const EARTH_FIELD_UT: Vec3 = [20, 0, -44];

export const FIELD_STRENGTH_UT = norm(EARTH_FIELD_UT);

/** What an ideal magnetometer feels in its own axes, µT. */
export function magneticFieldUt(attitude: Quat): Vec3 {
  return quatRotate(quatConjugate(attitude), EARTH_FIELD_UT);
}
