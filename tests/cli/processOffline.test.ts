import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectMessage, SAMPLE, UNREADABLE } from './messages.ts';
import { plumbline, temporaryFolder } from './plumbline.ts';

const ONE_SENSOR = [
  't,thigh_ax,thigh_ay,thigh_az,thigh_gx,thigh_gy,thigh_gz',
  ...Array.from({ length: 300 }, (_, i) => `${i / 100},0,9.81,0,0,0,0`),
].join('\n');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-offline-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('process --offline', () => {
  // What follows is done with the recording that is made here.
  it('makes a recording', async () => {
    const words = ['process', SAMPLE, '--offline', '-o', 'report.mcap'];
    const { code, stdout } = await plumbline(words, { cwd: folder });
    expect(stdout).toMatch(/^report\.mcap: \d+ frames, right and left leg, \d+ reps\n/);
    expect(code).toBe(0);
  });

  it.each([
    ['verify report.mcap', /frames and \d+ events equal bit for bit/],
    ['info report.mcap', /^parent +\S[\s\S]*^method +offline: judged from both sides$/m],
    ['export report.mcap -o tables', /tables/],
  ])('makes a recording that "%s" understands', async (words, says) => {
    const { code, stdout } = await plumbline(words.split(' '), { cwd: folder });
    expect(stdout).toMatch(says);
    expect(code).toBe(0);
  });

  it('counts the same repetitions with the calibration of the recording itself', async () => {
    const words = ['process', SAMPLE, '--offline', '--calibration', SAMPLE, '-o', 'kept.mcap'];
    const { stdout } = await plumbline(words, { cwd: folder });
    // The five squats of the calibration are none of them.
    expect(stdout).toMatch(/^kept\.mcap: \d+ frames, right and left leg, 6 reps\n/);
    expect(stdout).toMatch(/counted from \d+\.\d s, as with the calibration that was given/);
  });

  it('writes the same bytes again', async () => {
    await mkdir(join(folder, 'again'));
    const out = join('again', 'report.mcap');
    await plumbline(['process', SAMPLE, '--offline', '-o', out], { cwd: folder });
    const [one, two] = ['report.mcap', out].map((file) => readFile(join(folder, file)));
    expect(Buffer.compare(await one, await two)).toBe(0);
  });

  it('is no longer told of a recording that was made of it as samples came', async () => {
    await plumbline('process report.mcap -o live.mcap'.split(' '), { cwd: folder });
    const { stdout } = await plumbline(['info', 'live.mcap'], { cwd: folder });
    expect(stdout).toMatch(/^parent +report$/m);
    expect(stdout).not.toMatch(/^method/m);
  });

  it.each(UNREADABLE)('refuses $what and leaves nothing', async ({ make, names }) => {
    const cwd = await temporaryFolder();
    await make(join(cwd, 'given.mcap'));
    const before = await readdir(cwd);
    const words = ['process', 'given.mcap', '--offline', '-o', 'out.mcap'];
    expectMessage(await plumbline(words, { cwd }), 1, ['given.mcap', ...names]);
    expect(await readdir(cwd)).toEqual(before);
  });

  it('refuses a recording of a single sensor, and says what it lacks', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'one.csv'), ONE_SENSOR);
    await plumbline('import one.csv --side left -o raw.mcap'.split(' '), { cwd });
    const run = await plumbline('process raw.mcap --offline -o out.mcap'.split(' '), { cwd });
    expectMessage(run, 1, ['no leg with thigh and shank sensors', 'left_thigh']);
    expect(await readdir(cwd)).toEqual(['one.csv', 'raw.mcap']);
  });
});
