import { csvNumber, notRun } from '../csv/csvCell.ts';
import type { CellValue } from '../tables/column.ts';

const NOTHING = 'n/a';

/** A cell of a BIDS table: `n/a` where there is nothing, and no tab or line end in any text. */
export function tsvCell(value: CellValue): string {
  if (value === null) return NOTHING;
  if (typeof value === 'number') return tsvNumber(value);
  if (typeof value === 'boolean') return String(value);
  return notRun(value.replace(/[\t\r\n]+/g, ' ').trim()) || NOTHING;
}

/** To a millionth of the unit. */
export function tsvNumber(value: number): string {
  return csvNumber(value) || NOTHING;
}

export function tsvTable(
  columns: readonly string[],
  rows: readonly (readonly CellValue[])[],
): string {
  return [columns, ...rows].map((row) => `${row.map(tsvCell).join('\t')}\n`).join('');
}
