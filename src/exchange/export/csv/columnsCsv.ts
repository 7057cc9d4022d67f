import { csvText } from './csvCell.ts';
import { type CsvColumn, csvLine, field, headerLine } from './csvColumn.ts';

interface ColumnRow {
  readonly file: string;
  readonly column: CsvColumn;
}

const FIELDS = [
  field<ColumnRow>('file', '', '', ({ file }) => csvText(file)),
  field<ColumnRow>('column', '', '', ({ column }) => csvText(column.name)),
  field<ColumnRow>('unit', '', '', ({ column }) => csvText(column.unit)),
  field<ColumnRow>('quality', '', '', ({ column }) => csvText(column.quality)),
  field<ColumnRow>('meaning', '', '', ({ column }) => csvText(column.meaning)),
];

/** columns.csv: every column of the other files with unit, quality column and meaning. */
export function columnsCsv(files: Readonly<Record<string, readonly CsvColumn[]>>): string {
  let text = headerLine(FIELDS);
  for (const [file, columns] of Object.entries(files)) {
    for (const column of columns) text += csvLine(FIELDS, { file, column });
  }
  return text;
}
