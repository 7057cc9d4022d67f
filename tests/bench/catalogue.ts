import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { effectiveSettings } from '../../src/movement/thresholds.ts';
import { recordingId } from '../../src/recording/naming.ts';
import { listSessions } from '../../src/recording/sessions/listSessions.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { emptySidecar } from '../../src/recording/sidecar/sidecar.ts';
import { edited } from '../../src/recording/sidecar/sidecarEdit.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import type { Bench } from './bench.ts';
import { median } from './median.ts';

const RECORDINGS = 500;
const RUNS = 5;
const STARTED_US = Date.UTC(2026, 10, 22) * 1000;
const DAY_US = 86_400e6;

/** What a person waits for when a folder of a year's work is opened. */
export const CATALOGUE: Bench = {
  name: 'catalogue',
  trial: `${RECORDINGS} recordings, each with a sidecar`,
  measure: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-catalogue-'));
    try {
      await fill(folder);
      const runsMs: number[] = [];
      for (let i = 0; i < RUNS; i++) {
        const fromMs = performance.now();
        const sessions = await listSessions(folder);
        runsMs.push(performance.now() - fromMs);
        if (sessions.length !== RECORDINGS) throw new Error(`${sessions.length} were listed`);
      }
      return [
        {
          metric: 'catalogue.list_500_ms',
          value: median(runsMs),
          unit: 'ms',
          target: 300,
          note: `median of ${RUNS}, the first ${runsMs[0].toFixed(0)} ms`,
        },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** One recording under many names: what a list reads of each is as much as of its own. */
async function fill(folder: string): Promise<void> {
  const settings = effectiveSettings(DEFAULT_SETTINGS);
  const id = recordingId(STARTED_US, 'P-0');
  const original = join(folder, 'kept', 'original.mcap');
  await mkdir(join(folder, 'kept'));
  const writer = await RecordingWriter.create(original, {
    id,
    subject: 'P-0',
    startedUs: STARTED_US,
    simulated: true,
    protocol: 'squat',
    notes: '',
    software: 'bench',
    settings,
    settingsHash: settingsHash(settings),
  });
  for (let s = 0; s < 600; s++) {
    writer.writeInput({ type: 'marker', timeUs: STARTED_US + s * 1e6, label: String(s) });
  }
  await writer.close();
  for (let i = 0; i < RECORDINGS; i++) {
    const name = recordingId(STARTED_US + i * DAY_US, `P-${i}`);
    await link(original, join(folder, `${name}.mcap`));
    const facts = { loadKg: i / 10, footwear: 'barefoot', conditions: 'as agreed' };
    const said = edited(emptySidecar(name), { facts, addTags: ['pilot'] }, 'bench', STARTED_US);
    await writeFile(join(folder, `${name}.session.json`), JSON.stringify(said, null, 2));
  }
}
