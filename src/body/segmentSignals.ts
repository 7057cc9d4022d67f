import { DEG_PER_RAD } from '../geometry/angles.ts';
import { quatConjugate, quatRotate } from '../geometry/quaternion.ts';
import { norm } from '../geometry/vector.ts';
import type { SensorAlignment } from '../model/calibration.ts';
import type { SegmentSignals } from '../model/legSignals.ts';
import type { SensorState } from './sensorState.ts';

const UNKNOWN = [Number.NaN, Number.NaN, Number.NaN] as const;

/**
 * What a sensor feels, told in the axes of its segment.
 * @param alignment null before a calibration: the rate has no axes then
 */
export function segmentSignals(
  state: SensorState,
  alignment: Pick<SensorAlignment, 'segmentToSensor'> | null,
): SegmentSignals {
  const force = { forceMps2: norm(state.acceleration), forceVectorMps2: state.acceleration };
  if (alignment === null) return { ...force, angularRateDps: UNKNOWN };
  const [x, y, z] = quatRotate(quatConjugate(alignment.segmentToSensor), state.angularRate);
  return { ...force, angularRateDps: [x * DEG_PER_RAD, y * DEG_PER_RAD, z * DEG_PER_RAD] };
}
