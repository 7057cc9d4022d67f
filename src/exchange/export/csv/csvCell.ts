import type { CellValue } from '../tables/column.ts';

/** What makes a spreadsheet run a text cell as a formula (OWASP, "CSV Injection"). */
const RUNS_IN_SPREADSHEETS = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u;
/** Where the comma is the decimal sign, programs split at semicolons, some at tabs. */
const NEEDS_QUOTES = /[",;\t\r\n]/;
const STEPS_PER_UNIT = 1e6;

export function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return csvNumber(value);
  return typeof value === 'string' ? csvText(value) : String(value);
}

/** A cell of text that no spreadsheet runs: an apostrophe stands before what it would take for a formula. */
export function csvText(text: string): string {
  const safe = notRun(text);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text with an apostrophe in front where a spreadsheet would run it. */
export function notRun(text: string): string {
  return RUNS_IN_SPREADSHEETS.test(text) ? `'${text}` : text;
}

/**
 * A number to a millionth of its unit, blank for what cannot be stated. A millionth of a degree, metre or second is
 * far below what any sensor resolves; the digits behind it would be noise of the 32-bit floats
 * that frames are stored in.
 */
export function csvNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  return String(Math.round(value * STEPS_PER_UNIT) / STEPS_PER_UNIT);
}
