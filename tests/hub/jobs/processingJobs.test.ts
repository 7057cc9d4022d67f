import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { processingTask } from '../../../src/hub/jobs/processingTask.ts';
import { settingsOfHub } from '../../../src/hub/jobs/settingsOfHub.ts';
import { SessionCatalogue } from '../../../src/hub/sessionCatalogue.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { givenSettings, withSettings } from '../../../src/model/settingsSchema.ts';
import { effectiveSettings } from '../../../src/movement/thresholds.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { put } from '../../recording/sessions/folder.ts';
import { JobHub } from './jobHub.ts';

let hub: JobHub;
beforeAll(async () => {
  hub = await JobHub.start(async (own, samples) => {
    await put(own, 'a');
    await put(samples, 'sample', { id: 'sample' });
  });
});
afterAll(() => hub.remove());

describe('a recording computed anew over HTTP', () => {
  it('is a new recording in the folder of the hub, computed from the other', async () => {
    const begun = await hub.ask('POST', '/recordings/sample/processings', {
      asRecorded: true,
      settings: { cue: { words: 'Spread the floor' } },
    });
    expect(begun.status).toBe(202);
    const done = await hub.ended(begun.body.id);
    expect(done).toMatchObject({
      kind: 'processing',
      state: 'done',
      problem: null,
      file: null,
      result: 'sample-processed',
      summary: [expect.stringMatching(/^sample-processed: \d+ frames as recorded/)],
    });
    const { body } = await hub.ask('GET', '/recordings/sample-processed');
    expect(body.recording.ancestors).toEqual(['sample']);
    const recording = await openRecording(join(hub.own, 'sample-processed.mcap'));
    onTestFinished(() => recording.close());
    expect(recording.metadata.settings.cue.words).toBe('Spread the floor');
    const refused = await hub.ask('GET', `/jobs/${done.id}/file`);
    expect([refused.status, refused.body.error]).toEqual([
      409,
      expect.stringContaining('makes a recording'),
    ]);
  });

  it('fails in the sentence of the command, without places on this machine', async () => {
    const { id } = await hub.begin('a', 'processings', {});
    const { state, problem } = await hub.ended(id);
    expect(state).toBe('failed');
    expect(problem).toMatch(/^a is too short or broken to calibrate on/);
    expect(problem).not.toContain('/');
  });

  it('is refused where what is asked for cannot be', async () => {
    const refused = [
      ['a', { asRecorded: true, offline: true }, 400, 'goes with neither'],
      ['a', { settings: { frameRateHz: 4 } }, 400, 'valid are 25 to 400'],
      ['a', { settings: { customMeasures: [{ name: 'x', formula: '1 +' }] } }, 400, 'not valid'],
      ['a', { colour: 1 }, 400, 'colour'],
      ['a', { calibrationFrom: 'nobody' }, 404, 'no recording "nobody"'],
      ['nobody', {}, 404, 'no recording'],
      ['a', { hubSettings: true }, 409, 'no session'],
    ] as const;
    for (const [id, body, status, sentence] of refused) {
      const answer = await hub.ask('POST', `/recordings/${id}/processings`, body);
      expect([answer.status, answer.body.error]).toEqual([
        status,
        expect.stringContaining(sentence),
      ]);
    }
  });
});

it('takes the settings of the hub whole, also what they leave open, and what was asked for before them', () => {
  const lean = { name: 'lean', formula: '2 * shankLeanDeg' };
  const cue = { enabled: false, fromBand: 1, words: 'Knees out' } as const;
  const hub = effectiveSettings({ ...DEFAULT_SETTINGS, customMeasures: [lean], cue });
  const recorded = effectiveSettings({
    ...DEFAULT_SETTINGS,
    cue: { ...cue, enabled: true, schedule: { kind: 'off' }, marginDeg: 4, predict: true },
    subject: { ...DEFAULT_SETTINGS.subject, shankLengthM: 0.5 },
  });
  const given = settingsOfHub(hub, { frameRateHz: 50, cue: { fromBand: 3 } });
  expect(givenSettings.safeParse(given).success).toBe(true);
  const schedule = { kind: 'bandwidth' } as const;
  expect(withSettings(recorded, given)).toEqual({
    ...recorded,
    frameRateHz: 50,
    customMeasures: [lean],
    cue: { ...cue, fromBand: 3, schedule, marginDeg: 0, predict: false, inLine: false },
    thresholds: hub.thresholds,
  });
});

describe('the command of a processing', () => {
  const wish = { settings: null, offline: false, asRecorded: false, calibrationFrom: null };

  it('has a name that nothing has, and what was asked for', async () => {
    const folder = await temporaryFolder();
    for (const id of ['a', 'b', 'a-offline', 'a-processed']) await put(folder, id);
    // Not a recording, and still not to be written over.
    await writeFile(join(folder, 'a-processed-2.mcap'), '');
    const catalogue = new SessionCatalogue([folder]);
    const a = await catalogue.listing('a');
    const prepared = async (more: Partial<Parameters<typeof processingTask>[1]>) => {
      const task = processingTask('a', { ...wish, ...more }, { catalogue, folder });
      return task.prepare(a, folder);
    };
    expect(await prepared({ settings: { frameRateHz: 50 } })).toMatchObject({
      result: 'a-processed-3',
      words: [
        ...['process', a.path, '--output', join(folder, 'a-processed-3.mcap')],
        ...['--settings', join(folder, 'settings.json')],
      ],
    });
    const settings = await readFile(join(folder, 'settings.json'), 'utf8');
    expect(JSON.parse(settings)).toEqual({ frameRateHz: 50 });
    const offline = await prepared({ offline: true, calibrationFrom: 'b' });
    expect(offline.result).toBe('a-offline-2');
    expect(offline.words.slice(4)).toEqual(['--offline', '--calibration', join(folder, 'b.mcap')]);
    expect((await prepared({ asRecorded: true })).words.slice(4)).toEqual(['--as-recorded']);
  });
});
