import type { ColumnSource } from 'hyparquet-writer';
import type { CellKind, CellValue, TableColumn } from '../tables/column.ts';

type ParquetType = NonNullable<ColumnSource['type']>;

/** Frames are stored in 32 bits, so more would only write zeros. */
const TYPES: Readonly<Record<CellKind, ParquetType>> = {
  number: 'DOUBLE',
  float: 'FLOAT',
  integer: 'INT32',
  text: 'STRING',
  boolean: 'BOOLEAN',
  json: 'STRING',
};

/** A column as Parquet sees it; every one may have blanks, which are nulls and never NaN. */
export function parquetColumn({ name, kind }: TableColumn): Omit<ColumnSource, 'data'> {
  return { name, type: TYPES[kind], nullable: true };
}

/** Cells of one column that wait for their row group. */
export class ColumnBuffer {
  readonly #column: Omit<ColumnSource, 'data'>;
  #cells: CellValue[] = [];

  constructor(column: TableColumn) {
    this.#column = parquetColumn(column);
  }

  add(value: CellValue): void {
    const isBlank = typeof value === 'number' ? !Number.isFinite(value) : value === '';
    this.#cells.push(isBlank ? null : value);
  }

  /** Hands over the cells so far. */
  take(): ColumnSource {
    const data = this.#cells;
    this.#cells = [];
    return { ...this.#column, data };
  }
}
