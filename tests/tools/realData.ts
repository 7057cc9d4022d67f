import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Public recordings with optical truth, kept beside the project and never inside it. */
export const REAL_DATA_FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

export const REAL_DATA_PRESENT = existsSync(REAL_DATA_FOLDER);

/** One column of numbers per header name; what is no number is NaN. */
export type Table = Readonly<Record<string, Float64Array>>;

/** For the title of a test that cannot run without them. */
export const REAL_DATA_NOTE = REAL_DATA_PRESENT
  ? ''
  : ' (skipped: the folder ../shared/data with the public recordings is absent)';

/**
 * Reads a gzipped CSV of numbers with one header row.
 * @param path below `folder`
 * @throws where it cannot be read or unpacked, or a row has another number of cells than the header
 */
export function readTable(path: string, folder = REAL_DATA_FOLDER): Table {
  const lines = gunzipSync(readFileSync(join(folder, path)))
    .toString()
    .trim()
    .split('\n');
  const names = lines[0].trim().split(',');
  const columns = names.map(() => new Float64Array(lines.length - 1));
  for (let row = 1; row < lines.length; row++) {
    const cells = lines[row].split(',');
    if (cells.length !== names.length) {
      throw new Error(
        `${path}: line ${row + 1} has ${cells.length} cells, the header ${names.length}`,
      );
    }
    for (let i = 0; i < names.length; i++) columns[i][row - 1] = Number(cells[i]);
  }
  return Object.fromEntries(names.map((name, i) => [name, columns[i]]));
}

/** The columns named `prefix` + each of `suffixes`. @throws naming one the table lacks */
export function columnsOf(
  table: Table,
  prefix: string,
  suffixes: readonly string[],
): Float64Array[] {
  return suffixes.map((suffix) => {
    const column = table[prefix + suffix];
    if (column === undefined) {
      const names = Object.keys(table).join(', ');
      throw new Error(`column ${prefix + suffix} is missing; the file has ${names}`);
    }
    return column;
  });
}
