import { norm, type Vec3 } from '../../geometry/vector.ts';
import type { Side } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import { type AttachedStates, keptAttached } from '../attached/attachedState.ts';
import { keptState, type SensorState } from '../sensorState.ts';
import { REST_RADPS } from './calibrationProbes.ts';

/** What a leg's sensors say at one instant of the grid. */
export interface CalibrationLegInput {
  readonly side: Side;
  readonly thighSensor: SensorId;
  readonly shankSensor: SensorId;
  /** Which axis of each sensor should point to the head, sensor axes; null where none is agreed. */
  readonly thighUpAxis?: Vec3 | null;
  readonly shankUpAxis?: Vec3 | null;
  readonly thigh: SensorState;
  readonly shank: SensorState;
  /** Foot and pelvis, where they wear sensors; the calibration never waits for them. */
  readonly attached?: AttachedStates;
}

/** To be kept until the calibration is done. */
export function keptInput(leg: CalibrationLegInput): CalibrationLegInput {
  const { thigh, shank, attached } = leg;
  return {
    ...leg,
    thigh: keptState(thigh),
    shank: keptState(shank),
    ...(attached && { attached: keptAttached(attached) }),
  };
}

/** Whether neither sensor turns. */
export function rests({ thigh, shank }: CalibrationLegInput): boolean {
  return norm(thigh.angularRate) < REST_RADPS && norm(shank.angularRate) < REST_RADPS;
}
