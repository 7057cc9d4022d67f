import { field, type TableColumn } from '../tables/column.ts';
import { csvLine, headerLine } from './csvLine.ts';

interface ColumnRow {
  readonly file: string;
  readonly column: TableColumn;
}

const FIELDS = [
  field<ColumnRow>('file', '', '', 'text', ({ file }) => file),
  field<ColumnRow>('column', '', '', 'text', ({ column }) => column.name),
  field<ColumnRow>('unit', '', '', 'text', ({ column }) => column.unit),
  field<ColumnRow>('quality', '', '', 'text', ({ column }) => column.quality),
  field<ColumnRow>('meaning', '', '', 'text', ({ column }) => column.meaning),
];

/** columns.csv: every column of the other files with unit, quality column and meaning. */
export function columnsCsv(files: Readonly<Record<string, readonly TableColumn[]>>): string {
  let text = headerLine(FIELDS);
  for (const [file, columns] of Object.entries(files)) {
    for (const column of columns) text += csvLine(FIELDS, { file, column });
  }
  return text;
}
