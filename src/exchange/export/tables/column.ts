/** Words and numbers of a table; null and numbers that are not finite are blank. */
export type CellValue = string | number | boolean | null;

/** What the cells of a column are, for formats that have types; `json` is text of JSON. */
export type CellKind = 'number' | 'float' | 'integer' | 'text' | 'boolean' | 'json';

/** What a column holds, for whoever reads the file without us; every format has the same ones. */
export interface TableColumn {
  readonly name: string;
  /** `s`, `deg`, `m`, `cm`; empty for words, counts and what has none. */
  readonly unit: string;
  /** Of the body table the column with the quality word of this one; else empty. */
  readonly quality: string;
  readonly meaning: string;
  readonly kind: CellKind;
}

/** A column with the value it has in a row of a low-rate table. */
export interface TableField<Row> extends TableColumn {
  readonly value: (row: Row) => CellValue;
}

export function column(
  name: string,
  unit: string,
  meaning: string,
  kind: CellKind,
  quality = '',
): TableColumn {
  return { name, unit, quality, meaning, kind };
}

export function field<Row>(
  name: string,
  unit: string,
  meaning: string,
  kind: CellKind,
  value: (row: Row) => CellValue,
): TableField<Row> {
  return { ...column(name, unit, meaning, kind), value };
}

/** Seconds from the start of the recording; exact, for all times are whole microseconds. */
export function secondsFrom(startedUs: number, timeUs: number): number {
  return (timeUs - startedUs) / 1e6;
}
