import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { quatConjugate, quatMultiply, quatToRotationVector } from '../../geometry/quaternion.ts';
import { norm } from '../../geometry/vector.ts';
import type { Calibration, LegCalibration } from '../../model/calibration.ts';
import { type Placement, placementOf } from '../../model/placement.ts';
import type { CalibrationChange, CalibrationFacts, SegmentTurn } from './comparison.ts';

type Axes = Pick<LegCalibration['thigh'], 'sensorId' | 'segmentToSensor'>;

/** The calibrations of two recordings, in turn. */
export function calibrationsChange(
  a: readonly Calibration[],
  b: readonly Calibration[],
): CalibrationChange[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const left = a.at(i) ?? null;
    const right = b.at(i) ?? null;
    return {
      a: left && factsOf(left),
      b: right && factsOf(right),
      same: JSON.stringify(left) === JSON.stringify(right),
      segments: left && right ? turnsOf(left, right) : [],
    };
  });
}

function factsOf({ id, timeUs, method, verdict }: Calibration): CalibrationFacts {
  return { id, timeUs, method, verdict };
}

function turnsOf(a: Calibration, b: Calibration): SegmentTurn[] {
  const inB = new Map(b.legs.flatMap(axesOf));
  return a.legs.flatMap(axesOf).flatMap(([placement, axes]) => {
    const other = inB.get(placement);
    if (!other) return [];
    const isSameSensor = other.sensorId === axes.sensorId;
    return [{ placement, angleDeg: isSameSensor ? turnDeg(axes, other) : null }];
  });
}

function axesOf({ side, thigh, shank, foot }: LegCalibration): [Placement, Axes][] {
  const axes: [Placement, Axes][] = [
    [placementOf(side, 'thigh'), thigh],
    [placementOf(side, 'shank'), shank],
  ];
  if (foot) axes.push([placementOf(side, 'foot'), foot]);
  return axes;
}

function turnDeg(a: Axes, b: Axes): number {
  // Rounding would make a turn of nothing.
  if (a.segmentToSensor.every((part, i) => part === b.segmentToSensor[i])) return 0;
  const turn = quatMultiply(quatConjugate(a.segmentToSensor), b.segmentToSensor);
  return norm(quatToRotationVector(turn)) * DEG_PER_RAD;
}
