import { ImportError } from '../importError.ts';
import { cellValue, whyNoValue } from './cell.ts';
import type { SensorColumns, TableLayout } from './tableLayout.ts';
import type { UsedColumn } from './usedColumn.ts';

/** Rows that follow one another, in SI units. */
export interface CsvRows {
  readonly count: number;
  /** Line of the first row, from 1. */
  readonly firstLine: number;
  /** Time of each row as the file gives it, `count` seconds. */
  readonly timeS: Float64Array;
  /** In the order of the sensors of the table; x y z of each row after the other. */
  readonly sensors: readonly {
    /** Specific force, 3 · `count`, m/s². */
    readonly acceleration: Float64Array;
    /** 3 · `count`, rad/s. */
    readonly angularRate: Float64Array;
    /** 3 · `count`, µT; null without a magnetometer. */
    readonly magneticField: Float64Array | null;
  }[];
}

interface Target {
  readonly column: UsedColumn;
  readonly values: Float64Array;
  /** Of the first row; rows are `stride` apart. */
  readonly offset: number;
  readonly stride: number;
}

/** Collects rows until it is full. */
export class RowBatch {
  readonly firstLine: number;
  readonly #path: string;
  readonly #layout: TableLayout;
  readonly #timeS: Float64Array;
  readonly #sensors: CsvRows['sensors'];
  readonly #targets: readonly Target[];
  #count = 0;

  constructor(path: string, layout: TableLayout, firstLine: number, capacity: number) {
    this.#path = path;
    this.#layout = layout;
    this.firstLine = firstLine;
    this.#timeS = new Float64Array(capacity);
    this.#sensors = layout.columns.map(({ magneticField }) => ({
      acceleration: new Float64Array(3 * capacity),
      angularRate: new Float64Array(3 * capacity),
      magneticField: magneticField && new Float64Array(3 * capacity),
    }));
    this.#targets = [
      { column: layout.time, values: this.#timeS, offset: 0, stride: 1 },
      ...layout.columns.flatMap((columns, i) => targetsOf(columns, this.#sensors[i])),
    ];
  }

  get isFull(): boolean {
    return this.#count === this.#timeS.length;
  }

  /**
   * @returns the time of the row, s
   * @throws ImportError for a row with too few or too many cells, and a cell without a value.
   */
  add(cells: readonly string[], line: number): number {
    const { cellCount } = this.#layout;
    if (cells.length !== cellCount) {
      const sentence = `the row has ${cells.length} cells where the header has ${cellCount}; valid are as many as there.`;
      throw new ImportError(this.#path, sentence, { line });
    }
    const row = this.#count++;
    for (const { column, values, offset, stride } of this.#targets) {
      const value = cellValue(cells[column.index], column);
      if (Number.isNaN(value)) {
        const sentence = whyNoValue(cells[column.index], column);
        throw new ImportError(this.#path, sentence, { line, column: column.name });
      }
      values[row * stride + offset] = value;
    }
    return this.#timeS[row];
  }

  rows(): CsvRows {
    const count = this.#count;
    return {
      count,
      firstLine: this.firstLine,
      timeS: this.#timeS.subarray(0, count),
      sensors: this.#sensors.map(({ acceleration, angularRate, magneticField }) => ({
        acceleration: acceleration.subarray(0, 3 * count),
        angularRate: angularRate.subarray(0, 3 * count),
        magneticField: magneticField?.subarray(0, 3 * count) ?? null,
      })),
    };
  }
}

function targetsOf(columns: SensorColumns, values: CsvRows['sensors'][number]): Target[] {
  const triple = (three: readonly UsedColumn[], into: Float64Array) =>
    three.map((column, offset) => ({ column, values: into, offset, stride: 3 }));
  const targets = [
    ...triple(columns.acceleration, values.acceleration),
    ...triple(columns.angularRate, values.angularRate),
  ];
  if (columns.magneticField === null || values.magneticField === null) return targets;
  return [...targets, ...triple(columns.magneticField, values.magneticField)];
}
