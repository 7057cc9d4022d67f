import type { Quat } from '../../src/geometry/quaternion.ts';
import { orientOffline } from '../../src/orientation/offlineVqf.ts';
import { DEFAULT_ORIENTATION } from '../../src/orientation/settings.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import { columnsOf, type Table } from '../tools/realData.ts';
import type { Attitudes } from './attitudes.ts';

/** What a way of finding attitudes is called, and what its results may be held against. */
export interface AttitudeMethod {
  readonly name: '6D' | '9D' | 'offline 6D' | 'offline 9D';
  /** Prefix of the published filter's columns in the file beside the trial. */
  readonly reference: string;
  /** False where the heading is arbitrary, so that only the inclination means anything. */
  readonly headed: boolean;
  /** Each sample judged by what came before it alone. */
  readonly realTime: boolean;
}

const REAL_TIME_6D = { name: '6D', reference: 'q6_', headed: false, realTime: true } as const;
const REAL_TIME_9D = { name: '9D', reference: 'q9_', headed: true, realTime: true } as const;
const OFFLINE_6D = {
  name: 'offline 6D',
  reference: 'offline6_',
  headed: false,
  realTime: false,
} as const;
const OFFLINE_9D = {
  name: 'offline 9D',
  reference: 'offline9_',
  headed: true,
  realTime: false,
} as const;

export interface MethodResult {
  readonly method: AttitudeMethod;
  readonly attitudes: Attitudes;
}

/** A lone sensor's attitudes in every way the product knows, with the settings of the publication. */
export function everyAttitude(table: Table, rateHz: number): MethodResult[] {
  const [ax, ay, az, gx, gy, gz] = columnsOf(table, '', ['ax', 'ay', 'az', 'gx', 'gy', 'gz']);
  const [mx, my, mz] = columnsOf(table, '', ['mx', 'my', 'mz']);
  const filter = new Vqf(rateHz, DEFAULT_ORIENTATION);
  const six: Quat[] = [];
  const nine: Quat[] = [];
  for (let i = 0; i < ax.length; i++) {
    filter.update(ax[i], ay[i], az[i], gx[i], gy[i], gz[i]);
    filter.updateMagnetometer(mx[i], my[i], mz[i]);
    six.push(filter.quaternion());
    nine.push(filter.quaternion9D());
  }
  const { quaternion6D, quaternion9D } = orientOffline(
    {
      rateHz,
      acceleration: interleaved([ax, ay, az]),
      angularRate: interleaved([gx, gy, gz]),
      magneticField: interleaved([mx, my, mz]),
    },
    DEFAULT_ORIENTATION,
  );
  return [
    { method: REAL_TIME_6D, attitudes: six },
    { method: REAL_TIME_9D, attitudes: nine },
    { method: OFFLINE_6D, attitudes: quaternionsOf(quaternion6D) },
    ...(quaternion9D === null
      ? []
      : [{ method: OFFLINE_9D, attitudes: quaternionsOf(quaternion9D) }]),
  ];
}

/** x, y, z of row i from element 3 i. */
function interleaved([x, y, z]: readonly Float64Array[]): Float64Array {
  const cells = new Float64Array(3 * x.length);
  for (let i = 0; i < x.length; i++) cells.set([x[i], y[i], z[i]], 3 * i);
  return cells;
}

function quaternionsOf(cells: Float64Array): Quat[] {
  return Array.from({ length: cells.length / 4 }, (_, i): Quat => {
    return [cells[4 * i], cells[4 * i + 1], cells[4 * i + 2], cells[4 * i + 3]];
  });
}
