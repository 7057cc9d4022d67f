import type { TableColumn, TableField } from '../tables/column.ts';
import { csvCell } from './csvCell.ts';

export function headerLine(columns: readonly TableColumn[]): string {
  return `${columns.map(({ name }) => name).join(',')}\n`;
}

export function csvLine<Row>(fields: readonly TableField<Row>[], row: Row): string {
  return `${fields.map(({ value }) => csvCell(value(row))).join(',')}\n`;
}
