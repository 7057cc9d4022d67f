import { quoted } from '../importError.ts';
import { QUANTITIES } from './quantity.ts';
import type { UsedColumn } from './usedColumn.ts';

/** What `Number` takes beyond this, such as blanks, hexadecimal and Infinity, is not meant. */
const DECIMAL = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/** The value of a cell in the unit of its quantity; NaN for what is not a sensible number. */
export function cellValue(cell: string, column: UsedColumn): number {
  const number = Number(cell);
  // Blanks are zero to `Number` and hexadecimals are whole, so few cells need the second look.
  if (Number.isInteger(number) && !DECIMAL.test(cell)) return Number.NaN;
  const value = number * column.factor;
  return Math.abs(value) <= QUANTITIES[column.quantity].limit ? value : Number.NaN;
}

/** What is wrong with a cell that has no value, and what would be right. */
export function whyNoValue(cell: string, column: UsedColumn): string {
  const { limit, unitShown } = QUANTITIES[column.quantity];
  const value = Number(cell) * column.factor;
  if (cell.trim() === '') return 'the cell is empty; valid is a number.';
  if (/^\s*[-+]?\d*,\d+\s*$/.test(cell)) {
    return `${quoted(cell)} has a decimal comma; valid is a decimal point, as in 9.81.`;
  }
  if (DECIMAL.test(cell) && Math.abs(value) > limit) {
    return `${quoted(cell)} is too large; valid is ±${limit} ${unitShown}; if the column has another unit, say so in a mapping file.`;
  }
  return `${quoted(cell)} is not a number; valid are numbers such as -9.81 or 1.2e-3.`;
}
