import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CliError } from '../../src/cli/cliError.ts';
import { readSettings } from '../../src/cli/settingsFile.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { withSettings } from '../../src/model/settingsSchema.ts';
import { DEFAULT_THRESHOLDS, effectiveSettings } from '../../src/movement/thresholds.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { checkSettings } from '../../src/pipeline/settingsProblems.ts';
import { mutated, mutationOf } from './mutations.ts';
import { nearlyValid } from './nearlyValid.ts';
import { surface } from './surface.ts';

const BASE = effectiveSettings(DEFAULT_SETTINGS);

/** Every part that settings have. */
export const SETTINGS: readonly unknown[] = [
  {},
  { frameRateHz: 100, latenessBudgetMs: 60, task: 'bilateralSquat' },
  {
    subject: {
      shankLengthM: 0.4,
      thighLengthM: 0.42,
      toeOutDeg: { right: 7, left: 5 },
      measured: { right: { thighLeanDeg: 1, condylesInwardDeg: 3 }, left: { shankLeanDeg: -1 } },
    },
  },
  { cue: { enabled: true, fromBand: 2, words: 'Knee out', marginDeg: 2, predict: true } },
  {
    customMeasures: [
      { name: 'kneeSumDeg', formula: 'kneeFlexionDeg + kneeValgusDeg', unit: '°' },
      { name: 'isDeep', formula: 'kneeFlexionDeg > 60 ? 1 : 0' },
    ],
  },
  { thresholds: DEFAULT_THRESHOLDS },
];

const asFile = fc.record({
  json: nearlyValid(SETTINGS),
  mutations: fc.array(mutationOf(['{', '}', '"', '\\u0000', '\uFEFF', '\0', '1e999', '[[[[']), {
    maxLength: 3,
  }),
});

/** Settings from a file or a client. */
export const settings = surface({
  name: 'settings',
  runs: 400,
  cases: asFile,
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-settings-'));
    const path = join(folder, 'settings.json');
    return {
      check: async ({ json, mutations }) => {
        checkJson(json);
        await writeFile(path, mutated(Buffer.from(JSON.stringify(json) ?? ''), mutations));
        await checkFile(path);
      },
      close: () => rm(folder, { recursive: true }),
    };
  },
});

function checkJson(json: unknown): void {
  const { settings, problems } = checkSettings(json);
  if (settings === null) {
    assert.ok(problems.length > 0, 'refused without a reason');
    for (const { message, found } of problems) {
      assert.ok(message.length > 0 && message.length < 1000, `said: ${message.slice(0, 100)}`);
      assert.ok(found.length < 200, 'shows more of a value than a person reads');
    }
    return;
  }
  // What was taken works, and is the same when it is kept and read again.
  new Pipeline(withSettings(BASE, settings));
  const kept = JSON.stringify(settings);
  assert.equal(JSON.stringify(checkSettings(JSON.parse(kept)).settings), kept);
}

async function checkFile(path: string): Promise<void> {
  try {
    checkJson(await readSettings(path));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    assert.match(error.message, /settings\.json/);
  }
}
