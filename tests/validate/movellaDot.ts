import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './dataSet.ts';

/** Exports of the Movella DOT app, one file per sensor in a folder per trial; no truth. */
export const MOVELLA_DOT: DataSet = {
  name: 'movella-dot-csv',
  trials: (folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  score(folder, trial) {
    const files = readdirSync(join(folder, trial)).filter((file) => file.endsWith('.csv'));
    const note = `no truth; the product does not read this format (${files.length} files)`;
    return [{ metric: 'frames with angles', value: null, unit: '%', target: null, note }];
  },
};
