import type { SensorState } from '../../src/body/sensorState.ts';
import {
  type Quat,
  quatAboutVertical,
  quatConjugate,
  quatMultiply,
} from '../../src/geometry/quaternion.ts';
import { subtract, type Vec3 } from '../../src/geometry/vector.ts';
import { orientOffline } from '../../src/orientation/offlineVqf.ts';
import { BODY_ORIENTATION } from '../../src/orientation/settings.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import { mean } from '../../src/signal/statistics.ts';
import type { Figure, FigureRow } from '../tools/figures/row.ts';
import { columnsOf, readTable, type Table } from '../tools/realData.ts';
import { attitudeError } from './attitudeError.ts';
import { attitudesOf } from './attitudes.ts';
import { type DataSet, tableFile, tablesIn } from './dataSet.ts';
import { linkedHeadings, twoSidedHeadings } from './linkedPair.ts';
import { finitePercentile, rms } from './statistics.ts';

const RATE_HZ = 50;
const LEARNED_S = 25;
const SCORED_FROM_S = 30;
/** The inertial rows lag the optical ones by about one. */
const LAG_ROWS = 1;

const TOTAL = 'relative orientation RMSE';
const HEADING = 'relative heading, mean error';
const HEADING_RMSE = 'relative heading RMSE';
/** Behind the name of a figure of the offline pass. */
const OFFLINE = ', offline';
const MEDIAN_TARGET_DEG: Readonly<Record<string, number>> = { [TOTAL]: 3.2, [HEADING]: 1.7 };

/** Two sensors on a hand-moved rig with one joint, no magnetometer (Weygers & Kok 2020). */
export const WEYGERS_KOK: DataSet = {
  name: 'weygers-kok',
  trials: tablesIn,
  score(folder, trial) {
    const table = readTable(tableFile(trial), folder);
    const learnedRows = LEARNED_S * RATE_HZ;
    const first = statesOf(table, 'imu1_');
    const second = statesOf(table, 'imu2_');
    const live = errorsOf(
      table,
      first,
      second,
      linkedHeadings(first, second, RATE_HZ, learnedRows),
    );
    const first2 = twoSidedStatesOf(table, 'imu1_');
    const second2 = twoSidedStatesOf(table, 'imu2_');
    const offline = errorsOf(
      table,
      first2,
      second2,
      twoSidedHeadings(first2, second2, RATE_HZ, learnedRows),
    );
    return [...figures(live, ''), ...figures(offline, OFFLINE)];
  },
  overall(rows) {
    return ['', OFFLINE].flatMap((way) =>
      [TOTAL, HEADING].map((metric) => {
        const target = way === '' ? MEDIAN_TARGET_DEG[metric] : null;
        return degrees(`${metric}${way}, median of trials`, median(rows, metric + way), target);
      }),
    );
  },
};

interface PairErrors {
  readonly totalDeg: readonly number[];
  readonly headingDeg: readonly number[];
}

/** Of the second segment against the first, row by row. */
function errorsOf(
  table: Table,
  first: readonly SensorState[],
  second: readonly SensorState[],
  headings: Float64Array,
): PairErrors {
  const truth1 = attitudesOf(table, 'ref1_q');
  const truth2 = attitudesOf(table, 'ref2_q');
  const total: number[] = [];
  const heading: number[] = [];
  for (let row = SCORED_FROM_S * RATE_HZ; row + LAG_ROWS < first.length; row++) {
    const { orientation: q1 } = first[row + LAG_ROWS];
    const q2 = quatMultiply(
      quatAboutVertical(headings[row + LAG_ROWS]),
      second[row + LAG_ROWS].orientation,
    );
    const relative = quatMultiply(quatConjugate(truth1[row]), truth2[row]);
    // Both as attitudes of the second segment in the first's earth frame, whose z is up.
    const error = attitudeError(q2, quatMultiply(q1, relative));
    total.push(error.totalDeg);
    heading.push(error.headingDeg);
  }
  return { totalDeg: total, headingDeg: heading };
}

function figures({ totalDeg, headingDeg }: PairErrors, way: string): Figure[] {
  return [
    degrees(TOTAL + way, rms(totalDeg), null),
    degrees(HEADING + way, mean(headingDeg.map(Math.abs)), null),
    degrees(HEADING_RMSE + way, rms(headingDeg), null),
  ];
}

/** Each row judged by what came behind it too. */
function twoSidedStatesOf(table: Table, prefix: string): SensorState[] {
  const columns = columnsOf(table, prefix, ['ax', 'ay', 'az', 'gx', 'gy', 'gz']);
  const rows = columns[0].length;
  const interleaved = (three: readonly Float64Array[]): Float64Array =>
    Float64Array.from({ length: 3 * rows }, (_, i) => three[i % 3][Math.floor(i / 3)]);
  const acceleration = interleaved(columns.slice(0, 3));
  const angularRate = interleaved(columns.slice(3));
  const { quaternion6D: q, biasRadps: bias } = orientOffline(
    { rateHz: RATE_HZ, acceleration, angularRate, magneticField: null },
    BODY_ORIENTATION,
  );
  const three = (column: Float64Array, row: number): Vec3 => [
    column[3 * row],
    column[3 * row + 1],
    column[3 * row + 2],
  ];
  return Array.from(
    { length: rows },
    (_, row): SensorState => ({
      orientation: [q[4 * row], q[4 * row + 1], q[4 * row + 2], q[4 * row + 3]],
      acceleration: three(acceleration, row),
      angularRate: subtract(three(angularRate, row), three(bias, row)),
      gyroBias: three(bias, row),
      quality: 0,
    }),
  );
}

function statesOf(table: Table, prefix: string): SensorState[] {
  const columns = columnsOf(table, prefix, ['ax', 'ay', 'az', 'gx', 'gy', 'gz']);
  const filter = new Vqf(RATE_HZ, BODY_ORIENTATION);
  return Array.from(columns[0], (_, row): SensorState => {
    const [ax, ay, az, gx, gy, gz] = columns.map((column) => column[row]);
    filter.update(ax, ay, az, gx, gy, gz);
    const bias = filter.bias;
    const orientation: Quat = filter.quaternion();
    return {
      orientation,
      acceleration: [ax, ay, az],
      angularRate: [gx - bias[0], gy - bias[1], gz - bias[2]],
      gyroBias: bias,
      quality: 0,
    };
  });
}

function median(rows: readonly FigureRow[], metric: string): number {
  const values = rows.filter((row) => row.metric === metric).map(({ value }) => value);
  return finitePercentile(
    values.filter((value) => value !== null),
    50,
  );
}

function degrees(metric: string, value: number, target: number | null): Figure {
  return { metric, value, unit: 'deg', target };
}
