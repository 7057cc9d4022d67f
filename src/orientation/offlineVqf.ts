import {
  type OrientationColumns,
  readInto,
  readQuaternion,
  writeQuaternion,
  writeVector,
} from './columns.ts';
import { Inclination } from './inclination.ts';
import { MagneticHeading } from './magneticHeading.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import { DEFAULT_ORIENTATION, type OrientationSettings } from './settings.ts';
import { smoothedBias } from './smoothedBias.ts';
import { multiplyInto, Quaternion, rotateInto, Vector } from './state.ts';
import { Strapdown } from './strapdown.ts';

export interface OfflineOrientation {
  /** Sensor to an earth frame with z up and a heading of its own: w, x, y, z of sample i from 4 i. */
  readonly quaternion6D: Float64Array;
  /** Sensor to east, north, up, in the same order; null without a magnetometer. */
  readonly quaternion9D: Float64Array | null;
  /** Gyroscope bias, rad/s, sensor axes, three per sample. */
  readonly biasRadps: Float64Array;
  /** Upper bound of its standard deviation, rad/s, one per sample. */
  readonly biasSigmaRadps: Float64Array;
}

/**
 * Orientation over a whole recording, each sample judged by what came before and after it:
 * the offline form of VQF (Laidig & Seel, Information Fusion 91:187–204, 2023),
 * implemented from its description. Every filter runs forward and backward, so nothing lags.
 *
 * @throws RangeError for columns of different lengths, or not of three elements per sample
 */
export function orientOffline(
  columns: OrientationColumns,
  settings: OrientationSettings = DEFAULT_ORIENTATION,
): OfflineOrientation {
  checkLengths(columns);
  const { biasRadps, biasSigmaRadps, disturbed } = smoothedBias(columns, settings);
  const quaternion6D = integrated(columns, biasRadps);
  incline(quaternion6D, columns, settings);
  const { magneticField, rateHz } = columns;
  let quaternion9D: Float64Array | null = null;
  if (magneticField !== null) {
    const heading = measuredHeading(quaternion6D, magneticField);
    smoothHeading(heading, disturbed, 1 / rateHz, settings);
    quaternion9D = turned(quaternion6D, heading);
  }
  return { quaternion6D, quaternion9D, biasRadps, biasSigmaRadps };
}

function checkLengths({ acceleration, angularRate, magneticField }: OrientationColumns): void {
  const n = acceleration.length;
  const wrong =
    n % 3 !== 0 || angularRate.length !== n || (magneticField ?? acceleration).length !== n;
  if (!wrong) return;
  throw new RangeError(
    `columns of ${n} accelerations, ${angularRate.length} angular rates and ` +
      `${magneticField === null ? 'no' : magneticField.length} magnetic fields; ` +
      'valid is three elements per sample in each',
  );
}

function integrated(columns: OrientationColumns, bias: Float64Array): Float64Array {
  const { rateHz, angularRate } = columns;
  const n = angularRate.length / 3;
  const out = new Float64Array(4 * n);
  const gyro = new Strapdown(1 / rateHz);
  const rate = new Vector();
  const rateBias = new Vector();
  for (let i = 0; i < n; i++) {
    readInto(angularRate, 3 * i, rate);
    readInto(bias, 3 * i, rateBias);
    gyro.step(rate, rateBias);
    writeQuaternion(gyro.attitude, out, i);
  }
  return out;
}

/** Turns the integrated attitudes, in place, so that the smoothed specific force points up. */
function incline(
  q: Float64Array,
  columns: OrientationColumns,
  settings: OrientationSettings,
): void {
  const { acceleration, rateHz } = columns;
  const n = acceleration.length / 3;
  const force = new Float64Array(3 * n);
  const attitude = new Quaternion();
  const v = new Vector();
  for (let i = 0; i < n; i++) {
    readQuaternion(q, i, attitude);
    readInto(acceleration, 3 * i, v);
    rotateInto(attitude, v, v);
    writeVector(v, force, i);
  }
  lowPass(force, 1 / rateHz, settings, false);
  lowPass(force, 1 / rateHz, settings, true);
  const inclination = new Inclination();
  const inclined = new Quaternion();
  for (let i = 0; i < n; i++) {
    readInto(force, 3 * i, v);
    inclination.correct(v);
    readQuaternion(q, i, attitude);
    multiplyInto(inclination.correction, attitude, inclined);
    writeQuaternion(inclined, q, i);
  }
}

function lowPass(
  force: Float64Array,
  periodS: number,
  settings: OrientationSettings,
  reversed: boolean,
): void {
  const filter = new MeanFirstLowPass(settings.tauAccS, periodS);
  const n = force.length / 3;
  for (let k = 0; k < n; k++) {
    const i = reversed ? n - 1 - k : k;
    readInto(force, 3 * i, filter.value);
    filter.update();
    writeVector(filter.value, force, i);
  }
}

/** Per sample the turn about the vertical that its field, or else the last one before it, asks for, rad. */
function measuredHeading(q: Float64Array, magneticField: Float64Array): Float64Array {
  const n = magneticField.length / 3;
  const heading = new Float64Array(n);
  const field = new Vector();
  const attitude = new Quaternion();
  for (let i = 0; i < n; i++) {
    readInto(magneticField, 3 * i, field);
    const missing = field.x === 0 && field.y === 0 && field.z === 0;
    readQuaternion(q, i, attitude);
    rotateInto(attitude, field, field);
    heading[i] = missing ? Number.NaN : Math.atan2(field.x, field.y);
  }
  let last = heading.find((h) => !Number.isNaN(h)) ?? 0;
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(heading[i])) heading[i] = last;
    last = heading[i];
  }
  return heading;
}

/** The real-time heading filter, in place, forward and then backward over its own output. */
function smoothHeading(
  heading: Float64Array,
  disturbed: Uint8Array,
  periodS: number,
  settings: OrientationSettings,
): void {
  const n = heading.length;
  for (const reversed of [false, true]) {
    const filter = new MagneticHeading(periodS, settings);
    for (let k = 0; k < n; k++) {
      const i = reversed ? n - 1 - k : k;
      filter.measuredRad = heading[i];
      filter.update(disturbed[i] === 1);
      heading[i] = filter.headingRad;
    }
  }
}

/** q after a turn of the earth frame about its vertical. */
function turned(q: Float64Array, headingRad: Float64Array): Float64Array {
  const out = new Float64Array(q.length);
  const turn = new Quaternion();
  const attitude = new Quaternion();
  const result = new Quaternion();
  for (let i = 0; i < headingRad.length; i++) {
    turn.w = Math.cos(0.5 * headingRad[i]);
    turn.z = Math.sin(0.5 * headingRad[i]);
    readQuaternion(q, i, attitude);
    multiplyInto(turn, attitude, result);
    writeQuaternion(result, out, i);
  }
  return out;
}
