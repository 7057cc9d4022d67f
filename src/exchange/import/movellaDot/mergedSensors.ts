import type { CsvRows } from '../csv/rowBatch.ts';
import type { SensorCsv } from '../csv/sensorCsvFile.ts';
import type { CsvSensor } from '../csv/tableLayout.ts';
import { ImportError } from '../importError.ts';
import { DOT_WRAP_S } from './dotHead.ts';

const ROWS_PER_BATCH = 1000;
/** Samples of sensors that share a clock are taken together: nearer than this, in periods. */
const TOGETHER_PERIODS = 0.25;

/** One sensor whose samples are walked through. */
interface Walk {
  readonly batches: AsyncGenerator<CsvRows>;
  rows: CsvRows;
  at: number;
  /** By which its clock stands behind that of the first sensor: whole turns of the counter. */
  offsetS: number;
}

/**
 * Tables of one sensor each, whose clocks run as one, as one table: a row for each instant of
 * which every sensor has a sample. Time counts from the first row. Memory stays flat.
 */
export class MergedSensors implements SensorCsv {
  readonly sensors: readonly CsvSensor[];
  readonly ignoredColumns: readonly string[];
  readonly rateHz: number;
  readonly #path: string;
  readonly #tables: readonly SensorCsv[];
  /** Samples left out because another sensor had none then. */
  alone = 0;

  /**
   * @param path of the folder, for errors
   * @throws ImportError where the rates differ
   */
  constructor(path: string, tables: readonly SensorCsv[]) {
    this.#path = path;
    this.#tables = tables;
    this.sensors = tables.flatMap(({ sensors }) => sensors);
    this.ignoredColumns = [...new Set(tables.flatMap(({ ignoredColumns }) => ignoredColumns))];
    this.rateHz = tables[0].rateHz;
    const other = tables.find(({ rateHz }) => Math.abs(rateHz / this.rateHz - 1) > 0.01);
    if (other) {
      throw new ImportError(
        path,
        `${nameOf(tables[0])} has ${this.rateHz.toFixed(1)} Hz and ${nameOf(other)} ${other.rateHz.toFixed(1)} Hz; valid is one rate for all.`,
      );
    }
  }

  async *rows(): AsyncGenerator<CsvRows> {
    const walks: Walk[] = [];
    for (const table of this.#tables) {
      const batches = table.rows();
      const first = await batches.next();
      if (first.done) return;
      walks.push({ batches, rows: first.value, at: 0, offsetS: 0 });
    }
    const [{ rows }] = walks;
    for (const walk of walks) {
      // One counter may have begun anew just before its recording, another just after.
      walk.offsetS = DOT_WRAP_S * Math.round((rows.timeS[0] - walk.rows.timeS[0]) / DOT_WRAP_S);
    }
    let zeroS: number | null = null;
    let batch = new MergedBatch(this.sensors);
    for (;;) {
      const latestS = Math.max(...walks.map(timeOf));
      const behind = walks.filter((walk) => latestS - timeOf(walk) > this.#togetherS);
      if (behind.length === 0) {
        zeroS ??= timeOf(walks[0]);
        batch.add(timeOf(walks[0]) - zeroS, walks);
        if (batch.isFull) {
          yield batch.rows();
          batch = new MergedBatch(this.sensors);
        }
      }
      this.alone += behind.length;
      if (!(await advanced(behind.length === 0 ? walks : behind))) break;
    }
    if (zeroS === null) throw this.#apart();
    if (batch.count > 0) yield batch.rows();
  }

  async close(): Promise<void> {
    for (const table of this.#tables) await table.close();
  }

  get #togetherS(): number {
    return TOGETHER_PERIODS / this.rateHz;
  }

  #apart(): ImportError {
    return new ImportError(
      this.#path,
      'its files have no instant in common; valid are the files of one recording with synced sensors.',
    );
  }
}

/** Rows of all sensors until there are enough of them. */
class MergedBatch {
  readonly #timeS = new Float64Array(ROWS_PER_BATCH);
  readonly #sensors: CsvRows['sensors'];
  count = 0;

  constructor(sensors: readonly CsvSensor[]) {
    this.#sensors = sensors.map(({ magnetometer }) => ({
      acceleration: new Float64Array(3 * ROWS_PER_BATCH),
      angularRate: new Float64Array(3 * ROWS_PER_BATCH),
      magneticField: magnetometer ? new Float64Array(3 * ROWS_PER_BATCH) : null,
    }));
  }

  get isFull(): boolean {
    return this.count === ROWS_PER_BATCH;
  }

  add(timeS: number, walks: readonly Walk[]): void {
    const row = this.count++;
    this.#timeS[row] = timeS;
    for (const [i, into] of this.#sensors.entries()) {
      const { rows, at } = walks[i];
      const [from] = rows.sensors;
      copy(from.acceleration, at, into.acceleration, row);
      copy(from.angularRate, at, into.angularRate, row);
      if (from.magneticField && into.magneticField) {
        copy(from.magneticField, at, into.magneticField, row);
      }
    }
  }

  rows(): CsvRows {
    const count = this.count;
    return {
      count,
      firstLine: 1,
      timeS: this.#timeS.subarray(0, count),
      sensors: this.#sensors.map(({ acceleration, angularRate, magneticField }) => ({
        acceleration: acceleration.subarray(0, 3 * count),
        angularRate: angularRate.subarray(0, 3 * count),
        magneticField: magneticField?.subarray(0, 3 * count) ?? null,
      })),
    };
  }
}

function copy(from: Float64Array, at: number, into: Float64Array, row: number): void {
  into.set(from.subarray(3 * at, 3 * at + 3), 3 * row);
}

function timeOf({ rows, at, offsetS }: Walk): number {
  return rows.timeS[at] + offsetS;
}

/** @returns false where one of them has no further sample */
async function advanced(walks: readonly Walk[]): Promise<boolean> {
  for (const walk of walks) {
    walk.at++;
    if (walk.at < walk.rows.count) continue;
    const next = await walk.batches.next();
    if (next.done) return false;
    walk.rows = next.value;
    walk.at = 0;
  }
  return true;
}

function nameOf({ sensors }: SensorCsv): string {
  return sensors[0].prefix;
}
