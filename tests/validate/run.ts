import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeResults } from '../tools/figures/results.ts';
import { formatTable, summaryLine } from '../tools/figures/table.ts';
import { REAL_DATA_FOLDER } from '../tools/realData.ts';
import { DATA_SETS } from './sets.ts';
import { validate } from './validate.ts';

/**
 * `npm run validate [-- --data DIR]`: the product against recordings with known truth. Figures go
 * to validate-results.json; a missed target is shown and fails nothing.
 */
const RESULTS_FILE = fileURLToPath(new URL('../../validate-results.json', import.meta.url));
const USAGE = 2;

function dataFolder(): string {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' } } });
    return values.data === undefined ? REAL_DATA_FOLDER : resolve(values.data);
  } catch (error) {
    console.error(`${(error as Error).message}\nusage: npm run validate [-- --data DIR]`);
    process.exit(USAGE);
  }
}

const { rows, absent } = await validate(dataFolder(), DATA_SETS, (line) => console.error(line));
if (rows.length > 0) console.log(formatTable(rows));
for (const sentence of absent) console.log(sentence);
console.log(summaryLine(rows));
writeResults(RESULTS_FILE, rows);
