import {
  type Quat,
  quatAboutVertical,
  quatConjugate,
  quatMultiply,
} from '../../geometry/quaternion.ts';
import { orientOffline } from '../../orientation/offlineVqf.ts';
import { BODY_ORIENTATION, type OrientationSettings } from '../../orientation/settings.ts';
import { MAX_BRIDGE_S } from '../../pipeline/sensorTrack.ts';
import type { SensorSamples } from './sampleColumns.ts';
import { trueRateHz } from './trueRate.ts';

/** What the samples of one sensor say together, one row per sample. */
export interface SensorAttitudes {
  /** Sensor to earth, w first; the sign is not continuous. */
  readonly orientation: Float32Array;
  /** rad/s. */
  readonly gyroBias: Float32Array;
  /** Numbers of the first samples of stretches that were oriented in one piece. */
  readonly stretches: readonly number[];
}

/**
 * Attitudes of a sensor from all its samples, forward and backward. A gap up to `MAX_BRIDGE_S` is
 * bridged by a straight line as live; behind a longer one the attitude is found anew, its heading being
 * the one that turns the sensor least across the gap.
 */
export function sensorAttitudes(
  samples: SensorSamples,
  settings: OrientationSettings = BODY_ORIENTATION,
): SensorAttitudes {
  const n = samples.timeUs.length;
  const orientation = new Float32Array(4 * n);
  const gyroBias = new Float32Array(3 * n);
  const stretches = stretchesIn(samples);
  const rateHz = trueRateHz(samples);
  for (const [k, from] of stretches.entries()) {
    const end = stretches[k + 1] ?? n;
    const rows = evenRows(samples, from, end);
    const count = rows[rows.length - 1] + 1;
    const columns = {
      rateHz,
      acceleration: evenColumn(samples.acceleration, from, rows, count),
      angularRate: evenColumn(samples.angularRate, from, rows, count),
      magneticField: null,
    };
    const { quaternion6D, biasRadps } = orientOffline(columns, settings);
    const turn =
      from === 0
        ? null
        : leastTurn(quaternionAt(orientation, from - 1), quaternionAt(quaternion6D, 0));
    for (let i = from; i < end; i++) {
      const row = rows[i - from];
      const q = quaternionAt(quaternion6D, row);
      orientation.set(turn === null ? q : quatMultiply(turn, q), 4 * i);
      gyroBias.set(biasRadps.subarray(3 * row, 3 * row + 3), 3 * i);
    }
  }
  return { orientation, gyroBias, stretches };
}

function stretchesIn({ timeUs, index, runs, rateHz }: SensorSamples): number[] {
  const begins = new Set(runs);
  const found: number[] = [];
  for (let i = 0; i < timeUs.length; i++) {
    const isLong = i > 0 && ((index[i] - index[i - 1]) | 0) - 1 > MAX_BRIDGE_S * rateHz;
    if (begins.has(i) || isLong) found.push(i);
  }
  return found;
}

/** Of each sample its row in a table without gaps. */
function evenRows({ index }: SensorSamples, from: number, end: number): Int32Array {
  const rows = new Int32Array(end - from);
  for (let i = from + 1; i < end; i++) {
    rows[i - from] = rows[i - from - 1] + ((index[i] - index[i - 1]) | 0);
  }
  return rows;
}

/** Three elements a row; straight lines across what is missing. */
function evenColumn(
  values: Float32Array,
  from: number,
  rows: Int32Array,
  count: number,
): Float64Array {
  const out = new Float64Array(3 * count);
  for (let i = 0; i < rows.length; i++) {
    const at = 3 * (from + i);
    for (let axis = 0; axis < 3; axis++) {
      const value = values[at + axis];
      out[3 * rows[i] + axis] = value;
      if (i === 0) continue;
      const before = values[at - 3 + axis];
      const gap = rows[i] - rows[i - 1];
      for (let k = 1; k < gap; k++) {
        out[3 * (rows[i - 1] + k) + axis] = before + ((value - before) * k) / gap;
      }
    }
  }
  return out;
}

/** The turn of the second earth frame about the vertical after which the sensor turned least between them. */
function leastTurn(before: Quat, after: Quat): Quat {
  const [w, , , z] = quatMultiply(after, quatConjugate(before));
  return quatAboutVertical(-2 * Math.atan2(z, w));
}

function quaternionAt(column: Float32Array | Float64Array, i: number): Quat {
  return [column[4 * i], column[4 * i + 1], column[4 * i + 2], column[4 * i + 3]];
}
