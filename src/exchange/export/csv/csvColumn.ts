/** What a column holds, for whoever reads the file without us. */
export interface CsvColumn {
  readonly name: string;
  /** `s`, `deg`, `m`, `cm`; empty for words, counts and what has none. */
  readonly unit: string;
  /** In body.csv the column with the quality word of this one; else empty. */
  readonly quality: string;
  readonly meaning: string;
}

/** A column with the cell it has in a row of a low-rate table. */
export interface CsvField<Row> extends CsvColumn {
  readonly cell: (row: Row) => string;
}

export function column(name: string, unit: string, meaning: string, quality = ''): CsvColumn {
  return { name, unit, quality, meaning };
}

export function field<Row>(
  name: string,
  unit: string,
  meaning: string,
  cell: (row: Row) => string,
): CsvField<Row> {
  return { ...column(name, unit, meaning), cell };
}

export function headerLine(columns: readonly CsvColumn[]): string {
  return `${columns.map(({ name }) => name).join(',')}\n`;
}

export function csvLine<Row>(fields: readonly CsvField<Row>[], row: Row): string {
  return `${fields.map(({ cell }) => cell(row)).join(',')}\n`;
}
