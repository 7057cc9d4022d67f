import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { beginRun, keepRun, keptText, RESULTS_FILES } from '../tools/figures/results.ts';
import type { FigureRow } from '../tools/figures/row.ts';
import { formatTable, summaryLine } from '../tools/figures/table.ts';
import { REAL_DATA_FOLDER } from '../tools/realData.ts';
import type { DataSet } from './dataSet.ts';
import { DATA_SETS } from './sets.ts';
import { validate } from './validate.ts';

/**
 * `npm run validate [-- --data DIR] [--only SET]`: the product against recordings with known truth,
 * and against the simulator. Figures go to validate-results.json, where each set replaces its own, and
 * those of other data say so. A missed target is shown and fails nothing.
 */
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
const options = folder === REAL_DATA_FOLDER ? [] : ['--data'];
const rows: FigureRow[] = [];
const absent = new Set<string>();
for (const set of sets) {
  const ended = beginRun();
  const scored = await validate(folder, [set], (line) => console.error(line));
  for (const sentence of scored.absent) absent.add(sentence);
  rows.push(...scored.rows);
  if (scored.rows.length === 0) continue;
  keepRun(RESULTS_FILES.validate, set.name, ended(scored.rows, set.isSimulated ? [] : options));
}
if (rows.length > 0) console.log(formatTable(rows));
for (const sentence of absent) console.log(sentence);
console.log(summaryLine(rows));
if (rows.length > 0) console.log(keptText(RESULTS_FILES.validate));
