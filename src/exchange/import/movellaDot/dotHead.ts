import type { Quantity } from '../csv/quantity.ts';
import type { SensorColumns } from '../csv/tableLayout.ts';
import type { UsedColumn } from '../csv/usedColumn.ts';
import { ImportError, listed } from '../importError.ts';

const COUNTER = 'PacketCounter';
const TIME = 'SampleTimeFine';
const US = 1e-6;
const RAD_PER_DEG = Math.PI / 180;
/** An export has some ten lines before its columns. */
const MAX_HEAD_LINES = 64;
/** Zones that the app has been seen to write; others mean different things in different places. */
const HOURS_FROM_UTC: ReadonlyMap<string, number> = new Map([
  ...(['UTC', 'GMT', 'Z', 'WET'] as const).map((zone): [string, number] => [zone, 0]),
  ...(['CET', 'WEST'] as const).map((zone): [string, number] => [zone, 1]),
  ...(['CEST', 'EET'] as const).map((zone): [string, number] => [zone, 2]),
  ['EEST', 3],
]);

/** What the lines before the table say, and where its columns are. */
export interface DotHead {
  /** Name that the sensor was given in the app; empty without one. */
  readonly tag: string;
  /** Its clock is the one of the other sensors of the recording. */
  readonly isSynced: boolean;
  /** µs since the Unix epoch; null where its zone is not known. */
  readonly startedUs: number | null;
  readonly delimiter: string;
  readonly columnNames: readonly string[];
  readonly time: UsedColumn;
  readonly columns: SensorColumns;
  /** Of the line of the column names, from 1. */
  readonly line: number;
}

/** Collects the first lines of an export of the Movella DOT app until its table begins. */
export class DotHeadReader {
  readonly #path: string;
  readonly #facts = new Map<string, string>();
  #delimiter = ',';
  #line = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * @returns the head with the line of the column names, null before
   * @throws ImportError where no table comes, or columns of it are missing
   */
  take(line: string): DotHead | null {
    this.#line++;
    const text = line.replace(/\r$/, '');
    const declared = /^sep=(.)$/.exec(text);
    if (declared) this.#delimiter = declared[1];
    const cells = text.split(this.#delimiter).map((cell) => cell.trim());
    if (cells[0] === COUNTER) return this.#head(cells);
    if (this.#line >= MAX_HEAD_LINES) throw this.noTable();
    if (cells[0].endsWith(':')) {
      this.#facts.set(cells[0].slice(0, -1).trim(), cells.slice(1).join(this.#delimiter));
    }
    return null;
  }

  noTable(): ImportError {
    return new ImportError(
      this.#path,
      `it has no line that begins with ${COUNTER}; valid are CSV files as the Movella DOT app exports them.`,
    );
  }

  #head(columnNames: readonly string[]): DotHead {
    const column = (name: string, quantity: Quantity, factor: number): UsedColumn => {
      const index = columnNames.indexOf(name);
      if (index !== -1) return { name, index, quantity, factor };
      throw new ImportError(
        this.#path,
        `column ${name} is missing among ${listed(columnNames)}; valid are the modes of the app that export ${TIME}, Acc_X to Acc_Z and Gyr_X to Gyr_Z, such as inertial data with rate quantities.`,
        { line: this.#line },
      );
    };
    const triple = (stem: string, quantity: Quantity, factor: number): UsedColumn[] =>
      ['X', 'Y', 'Z'].map((axis) => column(`${stem}_${axis}`, quantity, factor));
    return {
      tag: this.#facts.get('DeviceTag') ?? '',
      isSynced: this.#facts.get('SyncStatus') === 'Synced',
      startedUs: startOf(this.#facts.get('StartTime') ?? ''),
      delimiter: this.#delimiter,
      columnNames,
      // Unwrapped and in seconds before it is read as a cell.
      time: column(TIME, 'time', 1),
      columns: {
        acceleration: triple('Acc', 'acceleration', 1),
        angularRate: triple('Gyr', 'angularRate', RAD_PER_DEG),
        magneticField: columnNames.includes('Mag_X') ? triple('Mag', 'magneticField', 1) : null,
      },
      line: this.#line,
    };
  }
}

/** Seconds on the sensor's clock, a counter of µs in 32 bits that begins anew every 71 minutes. */
export class DotClock {
  #wrapsUs = 0;
  #beforeUs = 0;

  /** The cell unchanged where it is no number: whoever reads it says so. */
  seconds(cell: string): string {
    const us = cell.trim() === '' ? Number.NaN : Number(cell);
    if (!Number.isFinite(us)) return cell;
    if (us < this.#beforeUs - DOT_WRAP_S / US / 2) this.#wrapsUs += DOT_WRAP_S / US;
    this.#beforeUs = us;
    return String((us + this.#wrapsUs) * US);
  }
}

/** Period of that counter, s. */
export const DOT_WRAP_S = 2 ** 32 * US;

/** `2024-12-09_17:31:07_886 CET`. */
function startOf(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)_(\d\d:\d\d:\d\d)_(\d{1,3})\s+(\w+)$/.exec(text.trim());
  if (!match) return null;
  const [, date, time, ms, zone] = match;
  const hours = HOURS_FROM_UTC.get(zone);
  const utcMs = Date.parse(`${date}T${time}.${ms.padStart(3, '0')}Z`);
  if (hours === undefined || Number.isNaN(utcMs)) return null;
  return (utcMs - hours * 3_600_000) * 1000;
}
