import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CalibrationStore } from '../../src/hub/calibrationStore.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { spoilChunk } from '../recording/spoilChunk.ts';
import { expectMessage, SAMPLE, UNREADABLE } from './messages.ts';
import { plumbline, temporaryFolder } from './plumbline.ts';

const cwd = mkdtempSync(join(tmpdir(), 'compare-'));
const BANDS =
  '{ "thresholds": { "bands": { "kneeMedialDeviationCm": { "planted": [1.5, 3, 5] } } } }';

beforeAll(async () => {
  await copyFile(SAMPLE, join(cwd, 'live.mcap'));
  await writeFile(join(cwd, 'bands.json'), BANDS);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function lastCalibration() {
  const recording = await openRecording(SAMPLE);
  try {
    for await (const event of recording.events()) if (event.type === 'calibration') return event;
    throw new Error('the sample has no calibration');
  } finally {
    await recording.close();
  }
}

const say = (words: string) => plumbline(words.split(' '), { cwd });

describe('plumbline compare', () => {
  it('tells what other bands changed, at most 80 letters wide', async () => {
    const words = 'process live.mcap --as-recorded --settings bands.json -o bands.mcap';
    const made = await say(words);
    expect(made.stdout).toMatch(/^bands\.mcap: \d+ frames as recorded, 6 reps/);
    const { code, stdout, stderr } = await say('compare live.mcap bands.mcap');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Same packets and angles; \d of 6 repetitions changed their band/);
    expect(stdout).toContain('B was computed from A');
    expect(stdout).toMatch(/planted\.1 +4 +3$/m);
    expect(stdout).toMatch(/^frames: \d+ in both; all of them the same$/m);
    expect(stdout).toMatch(/^ +[\d.]+ +\d +(?:left|right) band +slightly in +in$/m);
    expect(stdout).toMatch(/^cues: \d in A, \d in B/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives the same as JSON, and code 3 where that is asked for', async () => {
    const { code, stdout } = await say('compare live.mcap bands.mcap --json --exit-code');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      identical: false,
      kinship: 'parent',
      b: { session: { ancestors: [{ file: 'live.mcap', id: 'squats' }] } },
      results: [{ kind: 'rep', inBoth: 6 }],
    });
  });

  it('says of one and the same that it is, with code 0', async () => {
    const { code, stdout } = await say('compare live.mcap live.mcap --exit-code');
    expect(stdout).toMatch(/^Identical in all \d+ frames and \d+ events\.$/m);
    expect(code).toBe(0);
  });

  it('says what is damaged', async () => {
    await copyFile(SAMPLE, join(cwd, 'spoilt.mcap'));
    await spoilChunk(join(cwd, 'spoilt.mcap'));
    const { stdout } = await say('compare live.mcap spoilt.mcap');
    expect(stdout).toMatch(/^1 chunk of B cannot be read/);
  });

  it('is understood by info, which names the parents', async () => {
    await say('process bands.mcap --calibration live.mcap -o again.mcap');
    const { stdout } = await say('info again.mcap');
    expect(stdout).toMatch(/^computed from +bands\.mcap, by plumbline .*settings [0-9a-f]{12}/m);
    expect(stdout).toMatch(/^that from +live\.mcap, by plumbline .*packets [0-9a-f]{12}$/m);
  });

  it('can be told what a calibration that the hub saved makes of a recording', async () => {
    const { calibration } = await lastCalibration();
    await new CalibrationStore(cwd).save(calibration);
    const saved = join('.plumbline', 'calibrations');
    const [name] = await readdir(join(cwd, saved));
    const made = await say(`process live.mcap --calibration ${join(saved, name)} -o saved.mcap`);
    expect(made.stdout).toMatch(/^calibration usable: axes of an earlier calibration/m);
    const { stdout } = await say('compare again.mcap saved.mcap');
    expect(stdout).toMatch(/^ {2}A {2}good, standing\+movement.*\n {2}B {2}usable, reused/m);
    expect(stdout).toMatch(/^ {2}right thigh +axes turned by 0\.00 deg$/m);
  });

  // What reads them is the same for every command.
  it.each(UNREADABLE.slice(0, 2))('refuses $what and names it', async ({ make, names }) => {
    const other = await temporaryFolder();
    await make(join(other, 'given.mcap'));
    const run = await plumbline(['compare', SAMPLE, 'given.mcap'], { cwd: other });
    expectMessage(run, 1, ['given.mcap', ...names]);
  });

  it.each([
    ['compare live.mcap', 2, ["'b'", '--exit-code']],
    ['compare live.mcap bands.mcap third.mcap', 2, ['Expected 2 arguments']],
    ['process live.mcap --as-recorded --offline -o x.mcap', 2, ['--offline exclude each other']],
    ['process live.mcap --calibration bands.json -o x.mcap', 1, ['bands.json is not a calibr']],
    ['process live.mcap --calibration none.json -o x.mcap', 1, ['none.json', 'no such file']],
    ['process live.mcap --as-recorded -o live.mcap', 1, ['live.mcap']],
  ] as const)('answers "%s" with what is valid', async (words, code, names) => {
    expectMessage(await say(words), code, names);
    expect(await readdir(cwd)).not.toContain('x.mcap');
  });
});
