import { writeResults } from '../tools/figures/results.ts';
import { type FigureRow, rowOf } from '../tools/figures/row.ts';
import { formatTable, summaryLine } from '../tools/figures/table.ts';
import type { Bench } from './bench.ts';
import { CATALOGUE } from './catalogue.ts';
import { CLOCK_BENCHES } from './clock.ts';
import { FILE_CHAIN } from './fileChain.ts';
import { ORIENTATION_SPEED } from './orientationSpeed.ts';
import { PIPELINE_SPEED } from './pipelineSpeed.ts';
import { RECORDING_COST } from './recordingCost.ts';

/**
 * `npm run bench`: how fast and how exact the built product is, and what memory it takes, from the project's
 * root. Figures go to bench-results.json; a missed target is shown and fails nothing. Speeds are
 * worth most on a machine that does nothing else meanwhile.
 */
const RESULTS_FILE = 'bench-results.json';
const BENCHES: readonly Bench[] = [
  ...CLOCK_BENCHES,
  ORIENTATION_SPEED,
  PIPELINE_SPEED,
  CATALOGUE,
  RECORDING_COST,
  FILE_CHAIN,
];

const rows: FigureRow[] = [];
for (const { name, trial, measure } of BENCHES) {
  console.error(`${name}: ${trial}`);
  const figures = await measure((line) => console.error(`  ${line}`));
  rows.push(...figures.map((figure) => rowOf(name, trial, figure)));
}
console.log(formatTable(rows));
console.log(summaryLine(rows));
writeResults(RESULTS_FILE, rows);
