import { boundText } from './bound.ts';
import type { FigureRow } from './row.ts';

const HEAD = ['set', 'trial', 'metric', 'value', 'unit', 'target', ''] as const;
/** Columns of figures, set flush right. */
const NUMERIC: readonly number[] = [3, 5];

/** The rows as text, columns aligned; a note follows its row. */
export function formatTable(rows: readonly FigureRow[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  return cells
    .map((row, r) => {
      const line = row
        .map((cell, i) => (NUMERIC.includes(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join('  ')
        .trimEnd();
      const note = r === 0 ? undefined : rows[r - 1].note;
      return note === undefined ? line : `${line}  (${note})`;
    })
    .join('\n');
}

/** One sentence: how many targets there are and how many were met. */
export function summaryLine(rows: readonly FigureRow[]): string {
  const judged = rows.filter(({ pass }) => pass !== null);
  const met = judged.filter(({ pass }) => pass === true);
  return `${rows.length} figures, ${met.length} of ${judged.length} targets met`;
}

function cellsOf(row: FigureRow): string[] {
  const verdict = row.pass === null ? '' : row.pass ? 'met' : 'MISSED';
  const target = row.target === null ? '' : boundText(row.target, format);
  return [row.set, row.trial, row.metric, format(row.value), row.unit, target, verdict];
}

function format(value: number | null): string {
  if (value === null) return '-';
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
