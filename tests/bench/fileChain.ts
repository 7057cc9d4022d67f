import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { atLeast } from '../tools/figures/bound.ts';
import type { Figure } from '../tools/figures/row.ts';
import type { Bench } from './bench.ts';
import { writeLongTable } from './longTable.ts';

const MAIN = resolve('dist/src/cli/main.js');
const HOUR_S = 3600;
const SHORT_S = 360;
const SAMPLED_EVERY_MS = 50;
/** What V8 may take for itself when it has more to do; a table held whole would be 80 MB and more. */
const FLAT_MB = 60;

/** `import`, `process` and `export` of an hour as a person runs them, processes of their own. */
export const FILE_CHAIN: Bench = {
  name: 'files',
  trial: '1 h of 4 sensors × 100 Hz',
  measure: async (progress) => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    try {
      const short = await runChain(folder, SHORT_S, progress);
      const hour = await runChain(folder, HOUR_S, progress);
      return figuresOf(short, hour);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Step {
  readonly command: string;
  readonly seconds: number;
  /** null where the system does not tell. */
  readonly peakMegabytes: number | null;
  readonly fileMegabytes: number;
}

async function runChain(
  folder: string,
  durationS: number,
  progress: (line: string) => void,
): Promise<Step[]> {
  const at = (name: string): string => join(folder, `${durationS}-${name}`);
  progress(`writing a table of ${durationS / 60} min`);
  await writeLongTable(at('table.csv'), durationS);
  const steps: Step[] = [];
  for (const [command, input, output, result] of [
    ['import', 'table.csv', 'raw.mcap', 'raw.mcap'],
    ['process', 'raw.mcap', 'angles.mcap', 'angles.mcap'],
    ['export', 'angles.mcap', 'tables', 'tables/body.csv'],
  ]) {
    progress(`${command}, ${durationS / 60} min`);
    const run = await runCommand([command, at(input), '-o', at(output)]);
    steps.push({ command, ...run, fileMegabytes: (await stat(at(result))).size / 1e6 });
  }
  return steps;
}

async function runCommand(
  words: readonly string[],
): Promise<Pick<Step, 'seconds' | 'peakMegabytes'>> {
  const start = performance.now();
  const child = spawn(process.execPath, [MAIN, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMegabytes: number | null = null;
  const sampler = setInterval(() => {
    peakMegabytes = peakOf(child.pid) ?? peakMegabytes;
  }, SAMPLED_EVERY_MS);
  const [code] = await once(child, 'close');
  clearInterval(sampler);
  if (code !== 0) throw new Error(`plumbline ${words.join(' ')} ended with code ${code}`);
  return { seconds: (performance.now() - start) / 1000, peakMegabytes };
}

/** Largest resident set so far, which Linux tells. */
function peakOf(pid: number | undefined): number | null {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1000;
  } catch {
    return null;
  }
}

function figuresOf(short: readonly Step[], hour: readonly Step[]): Figure[] {
  const totalS = hour.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    ...hour.flatMap(({ command, seconds, peakMegabytes, fileMegabytes }, i): Figure[] => [
      { metric: `${command}, time`, value: seconds, unit: 's', target: null },
      {
        metric: `${command}, times real time`,
        value: HOUR_S / seconds,
        unit: '×',
        // Packets to angles, file to file, is what the design bounds.
        target: command === 'process' ? atLeast(60) : null,
      },
      { metric: `${command}, peak memory`, value: peakMegabytes, unit: 'MB', target: null },
      {
        metric: `${command}, peak memory beyond that of ${SHORT_S / 60} min`,
        value: difference(peakMegabytes, short[i].peakMegabytes),
        unit: 'MB',
        target: FLAT_MB,
      },
      { metric: `${command}, file written`, value: fileMegabytes, unit: 'MB', target: null },
    ]),
    {
      metric: 'import, process and export, times real time',
      value: HOUR_S / totalS,
      unit: '×',
      target: null,
    },
  ];
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}
