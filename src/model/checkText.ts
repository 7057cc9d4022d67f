import type { CalibrationCheck, CalibrationCheckName } from './calibration.ts';

const LABELS: Readonly<Record<CalibrationCheckName, string>> = {
  swap: 'thigh against shank: tilt and travel',
  axesFromAssessedMovement: 'axes from the assessed movement',
  standingLength: 'length of the standing',
  standingToMovement: 'time between standing and movement',
  flexionRange: 'range of knee flexion',
  refinement: 'axes refined',
  relativeAxisShare: 'movement about the knee axis',
  thighAxisShare: 'turning of the thigh about one axis',
  shankAxisShare: 'turning of the shank about one axis',
  headingConsistency: 'agreement on the heading',
  axisOffLevel: 'flexion axis off level',
  axisDisagreement: 'axes of thigh and shank apart',
  sensorOffset: 'thigh and shank out of step, surely',
  crossTalk: 'valgus per degree of flexion',
  kneeTracking: 'course of the knee per degree of flexion',
  standingRepeat: 'stand after the squats against the one before',
  stillTime: 'share of still standing',
  rateSd: 'unrest of the turning in standing',
  forceSd: 'unrest of the acceleration in standing',
  gravitySize: 'gravity off its size',
  gyroBias: 'offset of the gyroscope',
  gyroBiasChange: 'change of that offset since the last calibration',
  reusedAxes: 'axes of an earlier calibration',
  gravityChange: 'vertical against the earlier calibration',
  mountingUp: 'up arrow off the vertical',
};

/** One check as a line: what, of what, how much, its verdict. */
export function checkText({ name, about, value, limit, unit, verdict }: CalibrationCheck): string {
  const of = about === null ? '' : `, ${about.replace('_', ' ')}`;
  const space = unit === '1' || unit.startsWith('°') ? '' : ' ';
  const shown = (x: number): string =>
    `${Number(x.toPrecision(3))}${unit === '1' ? '' : `${space}${unit}`}`;
  return `${LABELS[name]}${of}: ${shown(value)} (limit ${shown(limit)}), ${verdict}`;
}
