import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectMessage, SAMPLE, UNREADABLE } from './messages.ts';
import { MAIN, plumbline, temporaryFolder } from './plumbline.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const LEFT = 'simulate squat --seed 3 --sensors left_thigh,left_shank --subject P-1';

/** Made before the tests, for which the helper that ends with a test is of no use. */
async function made(name: string, words: string): Promise<string> {
  const path = join(folder, name);
  await promisify(execFile)(process.execPath, [MAIN, ...`${words} -o`.split(' '), path]);
  return path;
}

let earlier: string;
let later: string;
let raw: string;
let lunge: string;

beforeAll(async () => {
  earlier = await made('earlier.mcap', `${LEFT} --reps 5 --fppa 2`);
  later = await made('later.mcap', `${LEFT} --reps 5 --fppa 25 --mounting-seed 12`);
  raw = await made('raw.mcap', `${LEFT} --reps 1 --no-stored`);
  await writeFile(join(folder, 'lunge.json'), '{ "task": "lunge" }');
  lunge = await made('lunge.mcap', `process ${raw} --settings ${join(folder, 'lunge.json')}`);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('plumbline report', () => {
  it('writes a page that its owner alone can read, the same bytes each time', async () => {
    const cwd = await temporaryFolder();
    const run = await plumbline(['report', SAMPLE], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe(`squats.html: report of ${SAMPLE}\n`);
    expect((await stat(join(cwd, 'squats.html'))).mode & 0o777).toBe(0o600);
    const page = await readFile(join(cwd, 'squats.html'), 'utf8');
    expect(page).toMatch(/^<!DOCTYPE html>/);
    await plumbline(['report', SAMPLE, '-o', 'again.html'], { cwd });
    expect(await readFile(join(cwd, 'again.html'), 'utf8')).toBe(page);
  });

  it('prints the same as JSON, or writes it', async () => {
    const cwd = await temporaryFolder();
    const printed = await plumbline(['report', '--json', SAMPLE], { cwd });
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse(printed.stdout);
    expect(report).toMatchObject({ schemaVersion: 1, session: { id: 'squats' }, change: null });
    expect(report.sets[0].summary).toMatchObject({ reps: 6, counted: 6 });
    expect(await readdir(cwd)).toEqual([]);
    await plumbline(['report', '--json', SAMPLE, '-o', 'squats.json'], { cwd });
    expect(await readFile(join(cwd, 'squats.json'), 'utf8')).toBe(printed.stdout);
  });

  it('tells what changed since an earlier one, by the figures of the site if it has them', async () => {
    const cwd = await temporaryFolder();
    const against = ['report', later, '--against', earlier, '--json'];
    const changes = async () => {
      const { figures } = JSON.parse((await plumbline(against, { cwd })).stdout).change;
      return new Map<string, { verdict: string; mdc95: number | null; difference: number }>(
        figures.map((each: { key: string; side: string }) => [each.key, each]),
      );
    };
    const defaults = await changes();
    // Simulated 23° apart at the same depth; a calibration of either is good to about 5°.
    expect(defaults.get('fppaDeg')).toMatchObject({ verdict: 'changed', mdc95: 8 });
    expect(Math.abs((defaults.get('fppaDeg')?.difference ?? 0) - 23)).toBeLessThan(8);
    expect(defaults.get('kneeMedialDeviationCm')).toMatchObject({ verdict: 'unknown' });

    const state = join(cwd, 'recordings', '.plumbline');
    await mkdir(state, { recursive: true });
    const site = { fppaDeg: { mdc95: 40, df: 12 }, kneeMedialDeviationM: { mdc95: 1, df: 12 } };
    const kept = { between: 'newMounting', sessions: [], changes: site };
    const path = join(state, 'repeatability.json');
    await writeFile(path, JSON.stringify({ schemaVersion: 1, tasks: { bilateralSquat: kept } }));
    const own = await changes();
    expect(own.get('fppaDeg')).toMatchObject({ verdict: 'within', mdc95: 40 });
    expect(own.get('kneeMedialDeviationCm')).toMatchObject({ verdict: 'changed', mdc95: 1 });
  });

  it('never overwrites', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'squats.html'), 'mine');
    const run = await plumbline(['report', SAMPLE], { cwd });
    expectMessage(run, 1, ['squats.html', 'exists already', '-o']);
    expect(await readFile(join(cwd, 'squats.html'), 'utf8')).toBe('mine');
  });

  it('says of packets alone what to do first', async () => {
    const run = await plumbline(['report', raw], { cwd: folder });
    expectMessage(run, 1, ['raw.mcap', 'packets alone', '"plumbline process"']);
  });

  it('refuses to compare what does not belong together', async () => {
    const cwd = await temporaryFolder();
    const against = (file: string, other: string) =>
      plumbline(['report', file, '--against', other], { cwd });
    expectMessage(await against(later, later), 1, [
      '--against',
      'of one session',
      'another session',
    ]);
    expectMessage(await against(later, SAMPLE), 1, ['two people', 'P-1', 'simulated']);
    expectMessage(await against(lunge, later), 1, ['the tasks differ', 'lunge', 'bilateralSquat']);
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each(UNREADABLE)('refuses $what and leaves nothing', async ({ make, names }) => {
    const cwd = await temporaryFolder();
    await make(join(cwd, 'bad.mcap'));
    const before = await readdir(cwd);
    for (const words of [
      ['report', 'bad.mcap'],
      ['report', SAMPLE, '--against', 'bad.mcap'],
    ]) {
      expectMessage(await plumbline(words, { cwd }), 1, ['bad.mcap', ...names]);
      expect(await readdir(cwd)).toEqual(before);
    }
  });

  it('answers wrong words with what it takes', async () => {
    const run = await plumbline(['report', 'a.mcap', '--format', 'pdf'], { cwd: folder });
    expectMessage(run, 2, ["'--format'", '--against', '--json']);
  });
});
