import { writeFileSync } from 'node:fs';
import type { FigureRow } from './row.ts';

/** Replaces `file` by the rows of this run, as a JSON array. */
export function writeResults(file: string, rows: readonly FigureRow[]): void {
  const told = rows.map(({ largerIsBetter: _, ...row }) => row);
  writeFileSync(file, `${JSON.stringify(told, null, 2)}\n`);
}
