import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXPORT_FORMATS } from '../../src/exchange/export/formats.ts';
import { PLACEMENTS } from '../../src/model/placement.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import type { Results } from './results.ts';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const STARTED_US = Date.UTC(2026, 0, 1) * 1000;
const HOUR_S = 3600;
/** The recording has half a gigabyte and its tables up to one: held whole they would show. */
const MEMORY_MB = 350;
/** Says on the last line of its errors how much memory the process had at most. */
const SAYS_MEMORY =
  'data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';
const MB = 2 ** 20;

/** An hour of seven sensors in every format of export: memory, time and size. */
export async function soakExports(results: Results): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'exports-'));
  try {
    const path = join(folder, 'hour.mcap');
    await recordHour(path);
    results.told('recording', statSync(path).size / MB, 'MB');
    for (const format of EXPORT_FORMATS) {
      const output = join(folder, format);
      const begunMs = performance.now();
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--import', SAYS_MEMORY, MAIN, 'export', path, '--format', format, '-o', output],
        { encoding: 'utf8' },
      );
      const memoryMb = Number(stderr.trim().split('\n').at(-1)) / 1024;
      results.exactly(`${format}: exit code`, status ?? -1, 0);
      results.atMost(`${format}: memory`, memoryMb, MEMORY_MB, 'MB');
      results.told(`${format}: time`, (performance.now() - begunMs) / 1000, 's');
      results.told(`${format}: files`, bytesIn(output) / MB, 'MB');
      rmSync(output, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An hour of seven simulated sensors, with its results. */
export async function recordHour(path: string): Promise<void> {
  const session = simulateSquatSession({ reps: 1000, seed: 1, placements: PLACEMENTS });
  const metadata: SessionMetadata = {
    id: 'hour',
    subject: 'simulated',
    startedUs: STARTED_US,
    simulated: true,
    protocol: 'squat',
    notes: '',
    software: '0',
    settings: DEFAULT_SETTINGS,
    settingsHash: settingsHash(DEFAULT_SETTINGS),
  };
  const writer = await RecordingWriter.create(path, metadata, { flushMs: null });
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  let inputs = 0;
  const seconds = Math.min(HOUR_S, session.durationS);
  for (const input of simulatedInputs(session.feeds, STARTED_US, seconds)) {
    writer.writeInput(input);
    writer.writeOutput(pipeline.push(input));
    if (++inputs % 1000 === 0) await writer.settled();
  }
  await writer.close();
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
