import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beginRun, keepRun, keptText, RESULTS_FILES } from '../tools/figures/results.ts';
import { type FigureRow, rowOf } from '../tools/figures/row.ts';
import { formatTable, summaryLine } from '../tools/figures/table.ts';
import type { Bench } from './bench.ts';
import { CATALOGUE } from './catalogue.ts';
import { CLOCK_BENCHES } from './clock.ts';
import { FILE_CHAIN } from './fileChain.ts';
import { HUB } from './hub.ts';
import { INFLUX } from './influxBench.ts';
import { ORIENTATION_SPEED } from './orientationSpeed.ts';
import { PIPELINE_SPEED } from './pipelineSpeed.ts';
import { RECORDING_COST } from './recordingCost.ts';
import { REPLAY_SPEED } from './replaySpeed.ts';
import { REPROCESS_SPEED } from './reprocessSpeed.ts';

/**
 * `npm run bench`: how fast and how exact the built product is, and what memory it takes, from the project's
 * root. Figures go to bench-results.json, where each bench replaces its own; a missed target is shown and
 * fails nothing. Speeds are worth most on a machine that does nothing else meanwhile.
 * `npm run bench -- replay reprocess` runs those alone.
 */
const BENCHES: readonly Bench[] = [
  ...CLOCK_BENCHES,
  ORIENTATION_SPEED,
  PIPELINE_SPEED,
  CATALOGUE,
  RECORDING_COST,
  INFLUX,
  FILE_CHAIN,
  REPLAY_SPEED,
  REPROCESS_SPEED,
  HUB,
];

const names = process.argv.slice(2);
const known = [...new Set(BENCHES.map(({ name }) => name))];
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(', ')}; valid are ${known.join(', ')}`);
  process.exit(2);
}

async function measured(name: string): Promise<FigureRow[]> {
  const rows: FigureRow[] = [];
  for (const bench of BENCHES.filter((each) => each.name === name)) {
    console.error(`${name}: ${bench.trial}`);
    const figures = await bench.measure((line) => console.error(`  ${line}`));
    rows.push(...figures.map((figure) => rowOf(name, bench.trial, figure)));
  }
  return rows;
}

/** In a process of its own: what one leaves behind, such as code compiled for many shapes, slows the next. */
async function measuredApart(name: string): Promise<FigureRow[]> {
  const child = fork(fileURLToPath(import.meta.url), [name]);
  let rows: FigureRow[] = [];
  child.on('message', (message) => {
    rows = message as FigureRow[];
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the bench ${name} ended with code ${code}`);
  return rows;
}

if (process.send) {
  process.send(await measured(names[0] ?? ''));
  process.disconnect();
} else {
  const rows: FigureRow[] = [];
  for (const name of names.length > 0 ? names : known) {
    const ended = beginRun();
    const measured = await measuredApart(name);
    keepRun(RESULTS_FILES.bench, name, ended(measured));
    rows.push(...measured);
  }
  console.log(formatTable(rows));
  console.log(summaryLine(rows));
  console.log(keptText(RESULTS_FILES.bench));
}
