import type { Vec3 } from '../../geometry/vector.ts';
import type { Side } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { MeasuredLegs } from '../../model/settings.ts';
import type { LegRecording } from './calibrateLeg.ts';

/** What is known of the axes of the legs besides what the person does when calibrating. */
export interface AxisKnowledge {
  readonly measured: MeasuredLegs;
  /** What pointed up in the lying pose, sensor axes, per sensor. */
  readonly lyingUp: ReadonlyMap<SensorId, Vec3>;
}

export const NO_KNOWLEDGE: AxisKnowledge = Object.freeze({ measured: {}, lyingUp: new Map() });

/** What of it is about one leg. */
export function outsideKnowledge(
  { measured, lyingUp }: AxisKnowledge,
  side: Side,
  thighSensor: SensorId,
  shankSensor: SensorId,
): Pick<LegRecording, 'measured' | 'lyingUp'> {
  const thigh = lyingUp.get(thighSensor);
  const shank = lyingUp.get(shankSensor);
  return {
    measured: measured[side],
    lyingUp: thigh && shank ? { thigh, shank } : undefined,
  };
}
