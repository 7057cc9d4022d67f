import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsPathIn } from '../../src/hub/settingsStore.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { DEFAULT_THRESHOLDS, effectiveSettings } from '../../src/movement/thresholds.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { temporaryFolder } from '../recording/session.ts';
import { FramePipeline } from './framePipeline.ts';
import { SettingsHub } from './settingsHub.ts';

const LEAN = { name: 'lean', formula: '2 * shankLeanDeg', unit: 'deg' };

let folder: string;
let hub: SettingsHub;

beforeEach(async () => {
  folder = await temporaryFolder();
  hub = await SettingsHub.start({ folder });
});
afterEach(() => hub.stop());

const ask: SettingsHub['ask'] = (...asked) => hub.ask(...asked);
const told = async () => (await ask('GET', 'settings')).body;
const keep = (settings: object, more: object = { revision: 0 }) =>
  ask('PUT', 'settings', { settings, ...more });

async function recordedSettings(id: string) {
  const recording = await openRecording(join(folder, `${id}.mcap`));
  const { settings } = recording.metadata;
  await recording.close();
  return settings;
}

describe('settings kept from a page', () => {
  it('hold from the next session on, in which they are recorded', async () => {
    await hub.link();
    const before = hub.feed.facts.session;
    const change = { cue: { fromBand: 1 }, customMeasures: [LEAN] };
    const { status, body } = await keep(change, { revision: 0, by: 'coach' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ kept: change, revision: 1, by: 'coach', readOnly: null });
    expect([body.inForce.cue.fromBand, body.next.cue.fromBand]).toEqual([2, 1]);
    expect(hub.feed.facts.session).toBe(before);
    await ask('POST', 'live/session', { subject: 'P-2' });
    const { inForce } = await told();
    expect(inForce.cue.fromBand).toBe(1);
    expect(hub.feed.facts.customMeasures).toEqual([LEAN]);
    const after = hub.feed.facts.session;
    await hub.stop();
    expect((await recordedSettings(before)).customMeasures).toEqual([]);
    expect(await recordedSettings(after)).toEqual(inForce);
  });

  it('begin a session at once for the same person, who keeps what was chosen there', async () => {
    await hub.link();
    await ask('POST', 'live/session', {
      ...{ subject: 'P-3', assessment: 'singleLegSquat', heightM: 1.6 },
      cue: { words: 'Knees out' },
    });
    const before = hub.feed.facts.session;
    const { body } = await keep({ cue: { fromBand: 3 } }, { revision: 0, begin: true });
    expect(body.session).toEqual({ id: hub.feed.facts.session, subject: 'P-3' });
    expect(hub.feed.facts.session).not.toBe(before);
    expect((await ask('GET', 'live/session')).body).toMatchObject({
      ...{ assessment: 'singleLegSquat', task: 'singleLegSquat', heightM: 1.6 },
      cue: { fromBand: 3, words: 'Knees out', enabled: true },
    });
    // Who sets another task in Settings means that, whatever was done before.
    await keep({ task: 'lunge' }, { revision: 1, begin: true });
    expect((await ask('GET', 'live/session')).body).toMatchObject({
      ...{ assessment: null, task: 'lunge', cue: { fromBand: 2, words: 'Knees out' } },
    });
  });

  it('hold for the session that waits for its first sensor, and after a restart', async () => {
    await keep({ cue: { words: 'Track the line' }, thresholds: { cue: { maxPerRep: 1 } } });
    expect((await told()).inForce.cue.words).toBe('Track the line');
    const path = settingsPathIn(folder);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await hub.stop();
    hub = await SettingsHub.start({ folder, file: { cue: { words: 'By the file' } } });
    const { inForce, kept, revision } = await told();
    expect(kept.cue.words).toBe('Track the line');
    expect(revision).toBe(1);
    // What the file of the start says goes before it; the rest holds.
    expect(inForce.cue.words).toBe('By the file');
    expect(inForce.thresholds.cue).toEqual({ ...DEFAULT_THRESHOLDS.cue, maxPerRep: 1 });
  });

  it('are refused whole where anything is wrong, each with its place and what is valid', async () => {
    const { status, body } = await keep({
      cue: { fromBand: 1 },
      thresholds: { bands: { footRollDeg: { planted: [4, 3, 9] } }, rep: { default: { ends: 1 } } },
      customMeasures: [LEAN, { name: 'a b', formula: '2 * shanckLeanDeg' }],
    });
    expect(status).toBe(400);
    expect(body.error).toContain('none of them is kept');
    expect(body.problems).toEqual([
      {
        path: ['customMeasures', 1, 'name'],
        found: '"a b"',
        message: 'valid is a camelCase name of 1 to 40 letters and digits, such as kneeSumDeg',
      },
      {
        path: ['thresholds', 'bands', 'footRollDeg', 'planted'],
        found: '[4,3,9]',
        message: 'valid are three ascending numbers above 0, up to 60 °',
      },
      {
        path: ['thresholds', 'rep', 'default'],
        found: '{"ends":1}',
        message: expect.stringContaining('ends is not known; valid are onsetDeg'),
      },
      {
        path: ['customMeasures', 1, 'formula'],
        found: '"2 * shanckLeanDeg"',
        at: 5,
        message: 'character 5: shanckLeanDeg is no field of a leg; did you mean shankLeanDeg?',
      },
    ]);
    expect(await told()).toMatchObject({ kept: {}, revision: 0 });
    await expect(readFile(settingsPathIn(folder))).rejects.toThrow('ENOENT');
    const check = await ask('POST', 'settings/check', {
      settings: {
        thresholds: {
          bands: { footRollDeg: { planted: [4, 5, 9] }, kneeOverToeDeg: { planted: [3, 5, 9] } },
        },
      },
    });
    expect(check).toMatchObject({
      status: 200,
      body: {
        problems: [],
        warnings: [
          {
            path: ['thresholds', 'bands', 'kneeOverToeDeg', 'planted'],
            message: expect.stringContaining('2° wide, less than the 3°'),
          },
        ],
      },
    });
  });

  it('are refused in a sentence where something that only has a length stands in for a list', async () => {
    const { status, body } = await keep({ customMeasures: { length: { toString: 1 } } });
    expect(status).toBe(400);
    expect(body.error).toContain('called "length"');
  });

  it('of two pages at once take the first, and tell the second who it was', async () => {
    const both = await Promise.all([
      keep({ cue: { fromBand: 1 } }, { revision: 0, by: 'coach' }),
      keep({ cue: { fromBand: 3 } }, { revision: 0 }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 409]);
    expect(both[1].body.error).toContain('coach changed the settings meanwhile');
    expect((await told()).kept).toEqual({ cue: { fromBand: 1 } });
    for (const [body, word] of [
      [[], 'the body is an object'],
      [{ settings: {} }, '"revision": valid is the revision'],
      [{ settings: {}, revision: 1, force: true }, 'force'],
    ] as const) {
      const refused = await ask('PUT', 'settings', body);
      expect(refused.status).toBe(400);
      expect(refused.body.error).toContain(word);
    }
  });

  it.each([
    ['broken', '{"schemaVersion": 1,', 'is not JSON'],
    ['of a newer version', '{"schemaVersion": 2}', 'another version of Plumbline wrote it'],
    [
      'not valid',
      '{"schemaVersion": 1, "revision": 3, "by": null, "settings": {"frameRateHz": 5}}',
      'frameRateHz: found 5; valid are 25 to 400',
    ],
  ])('are told and passed over in a file that is %s, which stays', async (_, text, reason) => {
    await hub.stop();
    const path = settingsPathIn(folder);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
    hub = await SettingsHub.start({ folder });
    const { problem, inForce } = await told();
    expect(problem).toContain(reason);
    expect(problem).not.toContain(folder);
    expect(inForce.frameRateHz).toBe(100);
    const refused = await keep({ cue: { fromBand: 1 } });
    expect(refused).toMatchObject({ status: 409, body: { error: problem } });
    expect(await readFile(path, 'utf8')).toBe(text);
    // What the sentence says to do helps without a restart.
    const mended = { schemaVersion: 1, revision: 3, by: null, settings: { cue: { fromBand: 3 } } };
    await writeFile(path, JSON.stringify(mended));
    expect(await told()).toMatchObject({
      ...{ problem: null, revision: 3, next: { cue: { fromBand: 3 } } },
    });
  });

  it('are kept again once a file that is broken is deleted', async () => {
    await hub.stop();
    const path = settingsPathIn(folder);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, 'broken');
    hub = await SettingsHub.start({ folder });
    await rm(path);
    expect(await keep({ cue: { fromBand: 1 } })).toMatchObject({
      ...{ status: 200, body: { problem: null, revision: 1, notBegun: null } },
    });
  });

  it('are kept and told so where no session can begin with them', async () => {
    await hub.stop();
    let isBroken = false;
    const pipelineOf = () => {
      if (isBroken) throw new Error('no pipeline');
      return new FramePipeline();
    };
    hub = await SettingsHub.start({ folder, pipelineOf });
    await hub.link();
    isBroken = true;
    const kept = await keep({ cue: { fromBand: 1 } }, { revision: 0, begin: true });
    expect(kept).toMatchObject({
      status: 200,
      body: { revision: 1, kept: { cue: { fromBand: 1 } }, next: { cue: { fromBand: 1 } } },
    });
    expect(kept.body.notBegun).toContain('no session could begin with them: no pipeline');
    isBroken = false;
    const again = await keep({ cue: { fromBand: 1 } }, { revision: 1, begin: true });
    expect(again.body).toMatchObject({ notBegun: null, inForce: { cue: { fromBand: 1 } } });
  });

  it('have a formula judged for as many measures as there may be', async () => {
    const customMeasures = Array.from({ length: 100 }, (_, i) => ({
      name: `m${i}`,
      formula: '1 +',
    }));
    const { body } = await ask('POST', 'settings/check', { settings: { customMeasures } });
    expect(body.problems).toHaveLength(17);
    expect(body.problems[0].message).toBe('valid are up to 16 custom measures');
  });
});

describe('a hub that shows one recording', () => {
  it('tells its settings and why none can be kept', async () => {
    await hub.stop();
    const settings = { ...effectiveSettings(DEFAULT_SETTINGS), frameRateHz: 200 };
    hub = await SettingsHub.start({ folder, shown: { settings, why: 'It shows a recording.' } });
    expect(await told()).toMatchObject({
      ...{ readOnly: 'It shows a recording.', session: null },
      ...{ inForce: { frameRateHz: 200 }, next: { frameRateHz: 200 } },
    });
    expect(await keep({})).toMatchObject({ status: 409, body: { error: 'It shows a recording.' } });
  });
});

describe('what a site keeps', () => {
  it('is told in words, with what cannot be read and without where it lies', async () => {
    const state = join(settingsPathIn(folder), '..');
    await mkdir(state, { recursive: true });
    const measured = {
      schemaVersion: 1,
      tasks: {
        bilateralSquat: {
          ...{ between: 'newMounting', sessions: ['a', 'b'] },
          changes: { fppaDeg: { mdc95: 6.2, df: 9 } },
        },
      },
    };
    await writeFile(join(state, 'repeatability.json'), JSON.stringify(measured));
    await writeFile(join(state, 'retention.json'), 'for ever');
    expect((await ask('GET', 'settings/site')).body).toEqual({
      retentionDays: null,
      repeatability: [
        {
          ...{ task: 'bilateralSquat', between: 'newMounting' },
          changes: [{ words: 'knee angle from the front', unit: '°', mdc95: 6.2 }],
        },
      ],
      problem: 'retention.json is not JSON',
    });
  });

  it('has a retention that can be set and taken back', async () => {
    expect((await ask('GET', 'settings/site')).body).toEqual({
      ...{ retentionDays: null, repeatability: [], problem: null },
    });
    expect((await ask('PUT', 'settings/retention', { days: 365 })).body.retentionDays).toBe(365);
    expect((await ask('PUT', 'settings/retention', { days: 0 })).status).toBe(400);
    expect((await ask('GET', 'settings/site')).body.retentionDays).toBe(365);
    expect((await ask('PUT', 'settings/retention', { days: null })).body.retentionDays).toBeNull();
  });
});
