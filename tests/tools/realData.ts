import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Public recordings with optical truth, kept beside the project and never inside it. */
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

export const REAL_DATA_PRESENT = existsSync(DATA);

/** For the title of a test that cannot run without them. */
export const REAL_DATA_NOTE = REAL_DATA_PRESENT
  ? ''
  : ' (skipped: the folder ../shared/data with the public recordings is absent)';

/** One column of numbers per header name. */
export function readTable(path: string): Record<string, Float64Array> {
  const lines = gunzipSync(readFileSync(DATA + path))
    .toString()
    .trim()
    .split('\n');
  const names = lines[0].split(',');
  const columns = names.map(() => new Float64Array(lines.length - 1));
  for (let row = 1; row < lines.length; row++) {
    const cells = lines[row].split(',');
    for (let i = 0; i < names.length; i++) columns[i][row - 1] = Number(cells[i]);
  }
  return Object.fromEntries(names.map((name, i) => [name, columns[i]]));
}
