import type { Quat } from '../../src/geometry/quaternion.ts';
import { DEFAULT_ORIENTATION } from '../../src/orientation/settings.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import { columnsOf, type Table } from '../tools/realData.ts';
import type { Attitudes } from './attitudes.ts';

/** One way of finding a sensor's attitude from the rows of a recording. */
export interface AttitudeMethod {
  readonly name: string;
  /** Prefix of the published filter's columns in the file beside the trial. */
  readonly reference: string;
  /** False where the heading is arbitrary, so that only the inclination means anything. */
  readonly headed: boolean;
  readonly attitudes: (table: Table, rateHz: number) => Attitudes;
}

/** On a lone sensor every method runs with the settings of the publication. */
export const ATTITUDE_METHODS: readonly AttitudeMethod[] = [
  { name: '6D', reference: 'q6_', headed: false, attitudes: filtered6D },
];

function filtered6D(table: Table, rateHz: number): Quat[] {
  const [ax, ay, az, gx, gy, gz] = columnsOf(table, '', ['ax', 'ay', 'az', 'gx', 'gy', 'gz']);
  const filter = new Vqf(rateHz, DEFAULT_ORIENTATION);
  return Array.from(ax, (_, i) => {
    filter.update(ax[i], ay[i], az[i], gx[i], gy[i], gz[i]);
    return filter.quaternion();
  });
}
