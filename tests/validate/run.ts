import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeResults } from '../tools/figures/results.ts';
import { formatTable, summaryLine } from '../tools/figures/table.ts';
import { REAL_DATA_FOLDER } from '../tools/realData.ts';
import type { DataSet } from './dataSet.ts';
import { DATA_SETS } from './sets.ts';
import { validate } from './validate.ts';

/**
 * `npm run validate [-- --data DIR] [--only SET]`: the product against recordings with known truth,
 * and against the simulator. Figures go to validate-results.json, those of a single set nowhere; a
 * missed target is shown and fails nothing.
 */
const RESULTS_FILE = fileURLToPath(new URL('../../validate-results.json', import.meta.url));
const USAGE = 2;

interface Wanted {
  readonly folder: string;
  readonly sets: readonly DataSet[];
}

function wanted(): Wanted {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, only: { type: 'string' } },
    });
    const { data, only } = values;
    const sets = only === undefined ? DATA_SETS : DATA_SETS.filter(({ name }) => name === only);
    if (sets.length === 0) {
      const names = DATA_SETS.map(({ name }) => name).join(', ');
      throw new Error(`there is no set ${only}; there are ${names}`);
    }
    return { folder: data === undefined ? REAL_DATA_FOLDER : resolve(data), sets };
  } catch (error) {
    console.error(
      `${(error as Error).message}\nusage: npm run validate [-- --data DIR] [--only SET]`,
    );
    process.exit(USAGE);
  }
}

const { folder, sets } = wanted();
const { rows, absent } = await validate(folder, sets, (line) => console.error(line));
if (rows.length > 0) console.log(formatTable(rows));
for (const sentence of absent) console.log(sentence);
console.log(summaryLine(rows));
// A file with one set in it would pass for the whole.
if (sets === DATA_SETS) writeResults(RESULTS_FILE, rows);
