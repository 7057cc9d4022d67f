import { describe, expect, it } from 'vitest';
import { meanDirection } from '../../src/body/calibration/segmentFrames.ts';
import { findSensorOffset, type SensorOffset } from '../../src/body/calibration/sensorOffset.ts';
import type { SensorState } from '../../src/body/sensorState.ts';
import { norm } from '../../src/geometry/vector.ts';
import { BODY_ORIENTATION } from '../../src/orientation/settings.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import {
  columnsOf,
  REAL_DATA_NOTE,
  REAL_DATA_PRESENT,
  readTable,
  type Table,
} from '../tools/realData.ts';

const ACTIVE_RADPS = 0.5;

function statesOf(table: Table, prefix: string, rateHz: number): SensorState[] {
  const columns = columnsOf(table, prefix, ['ax', 'ay', 'az', 'gx', 'gy', 'gz']);
  const filter = new Vqf(rateHz, BODY_ORIENTATION);
  return Array.from(columns[0], (_, row): SensorState => {
    const [ax, ay, az, gx, gy, gz] = columns.map((column) => column[row]);
    filter.update(ax, ay, az, gx, gy, gz);
    const gyroBias = filter.bias;
    return {
      orientation: filter.quaternion(),
      acceleration: [ax, ay, az],
      angularRate: [gx - gyroBias[0], gy - gyroBias[1], gz - gyroBias[2]],
      gyroBias,
      quality: 0,
    };
  });
}

/** Of the second sensor when it is given `lateRows` later than it was. */
function offset(
  first: readonly SensorState[],
  second: readonly SensorState[],
  lateRows: number,
  rateHz: number,
): SensorOffset {
  const edge = Math.abs(lateRows);
  const one = first.slice(edge, first.length - edge);
  const other = one.map((_, i) => second[i + edge - lateRows]);
  const active = one.map(
    (state, i) => Math.max(norm(state.angularRate), norm(other[i].angularRate)) > ACTIVE_RADPS,
  );
  const up = (states: readonly SensorState[]) =>
    meanDirection(states.slice(0, rateHz).map((state) => state.acceleration));
  const found = findSensorOffset(one, other, active, rateHz, up(one), up(other));
  if (found === null) throw new Error(`no offset found with ${lateRows} rows`);
  return found;
}

describe.skipIf(!REAL_DATA_PRESENT)(
  `the offset in time between two sensors${REAL_DATA_NOTE}`,
  () => {
    it.each(['1D_01', '2D_02', '3D_01'])(
      'is found to a millisecond on the rig, trial %s',
      (trial) => {
        const table = readTable(`weygers-kok/${trial}.csv.gz`);
        const first = statesOf(table, 'imu1_', 50);
        const second = statesOf(table, 'imu2_', 50);
        // Measured: at most 0.3 ms off, with the sensors in step and 20 and 40 ms apart.
        for (const rows of [0, 1, -1, 2, -2]) {
          expect(Math.abs(offset(first, second, rows, 50).offsetMs - 20 * rows)).toBeLessThan(1);
        }
      },
    );

    it("is found to 5 ms in a person's drop landings, where skin follows the bone late", () => {
      const table = readTable('fan-knee/left_drop_landing.csv.gz');
      const thigh = statesOf(table, 'thigh_', 100);
      const shank = statesOf(table, 'shank_', 100);
      const inStep = offset(thigh, shank, 0, 100);
      // Measured −3.8 ms: less than what would be set right, three standard deviations.
      expect(Math.abs(inStep.offsetMs)).toBeLessThan(5);
      expect(Math.abs(inStep.offsetMs)).toBeLessThan(3 * inStep.sdMs);
      // And a true offset comes on top of it, to the interpolation between two rows.
      for (const rows of [1, -1, 2, -2, 4, -4]) {
        const added = offset(thigh, shank, rows, 100).offsetMs - inStep.offsetMs;
        expect(Math.abs(added - 10 * rows)).toBeLessThan(0.5);
      }
    });
  },
);
