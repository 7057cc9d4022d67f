import { boundText } from './bound.ts';
import type { FigureRow } from './row.ts';
import { counted, numberText, scoreText, verdictLine } from './wording.ts';

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

/** One sentence: how many figures and targets there are, and how many were met. */
export function summaryLine(rows: readonly FigureRow[]): string {
  return `${counted(rows.length, 'figure')}, ${scoreText(rows.map(({ pass }) => pass))}`;
}

function cellsOf({ set, trial, metric, value, unit, target, pass }: FigureRow): string[] {
  const figure = value === null ? '-' : numberText(value, target);
  const bound = target === null ? '' : boundText(target, numberText);
  return [set, trial, metric, figure, unit, bound, verdictLine(pass)];
}
