import { writeFileSync } from 'node:fs';
import type { ValidationRow } from './row.ts';

/** Replaces `file` by the rows of this run, as a JSON array. */
export function writeResults(file: string, rows: readonly ValidationRow[]): void {
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}
