import { execFileSync } from 'node:child_process';
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Loss } from '../../src/recording/losses.ts';
import { spoilChunk } from '../recording/spoilChunk.ts';
import { PROJECT, plumbline, temporaryFolder } from './plumbline.ts';

const SAMPLE = join(PROJECT, 'recordings', 'samples', 'squats.mcap');

async function folderOfFour(): Promise<string> {
  const folder = await temporaryFolder();
  const path = (name: string): string => join(folder, name);
  await copyFile(SAMPLE, path('whole.mcap'));
  await copyFile(SAMPLE, path('spoilt.mcap'));
  await spoilChunk(path('spoilt.mcap'));
  await copyFile(SAMPLE, path('torn.mcap'));
  await truncate(path('torn.mcap'), 1_000_000);
  await writeFile(path('headless.mcap'), (await readFile(SAMPLE)).subarray(0, 40));
  return folder;
}

describe('recover', () => {
  it('looks at every recording of a folder and changes nothing with --check', async () => {
    const folder = await folderOfFour();
    const before = await readFile(join(folder, 'torn.mcap'));
    const names = await readdir(folder);
    const run = await plumbline(['recover', '--check', folder]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^whole: whole: \d+\.\d s, \d+ messages$/m);
    expect(run.stdout).toMatch(/^spoilt: closed, but part of it cannot be read: /m);
    expect(run.stdout).toMatch(/^torn: not closed, can be recovered: /m);
    expect(run.stdout).toMatch(/would be kept in torn\.mcap\.torn$/m);
    expect(run.stderr).toContain('headless.mcap is cut short');
    expect(await readdir(folder)).toEqual(names);
    expect(await readFile(join(folder, 'torn.mcap'))).toEqual(before);
  });

  it('passes over a link and a named pipe in a folder', async () => {
    const folder = await temporaryFolder();
    const outside = join(await temporaryFolder(), 'torn.mcap');
    await copyFile(SAMPLE, outside);
    await truncate(outside, 1_000_000);
    await copyFile(SAMPLE, join(folder, 'whole.mcap'));
    await symlink(outside, join(folder, 'link.mcap'));
    execFileSync('mkfifo', [join(folder, 'pipe.mcap')]);
    const run = await plumbline(['recover', folder]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^whole: whole: [^\n]*\n$/);
    expect((await stat(outside)).size).toBe(1_000_000);
  });

  it('mends what was not closed, tells of each sensor, and finds it whole afterwards', async () => {
    const folder = await folderOfFour();
    const torn = join(folder, 'torn.mcap');
    const run = await plumbline(['recover', torn, join(folder, 'spoilt.mcap')]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^recovered torn: /m);
    expect(run.stdout).toMatch(/bytes are kept in torn\.mcap\.torn$/m);
    // By the numbers of the samples, which go on behind the spoilt chunk.
    expect(run.stdout).toMatch(/^ {4}SIM-left-shank: \d+ samples, number \d+ to \d+$/m);
    const again = await plumbline(['recover', torn]);
    expect(again.stdout).toMatch(/^torn: whole: /);
    expect((await plumbline(['verify', torn])).stdout).toContain('equal bit for bit');
  });

  it('tells all of it as JSON', async () => {
    const folder = await folderOfFour();
    const run = await plumbline(['recover', '--json', join(folder, 'spoilt.mcap')]);
    const { recordings, failures } = JSON.parse(run.stdout);
    expect(failures).toEqual([]);
    const [{ recovered, losses }]: { recovered: boolean; losses: Loss[] }[] = recordings;
    expect(recovered).toBe(false);
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatchObject({ kind: 'chunk' });
    expect(losses[0].sensors.map(({ estimated }) => estimated)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(losses[0].messages).toBeGreaterThan(0);
  });

  it('leaves a folder alone into which a hub records', async () => {
    const folder = await folderOfFour();
    await mkdir(join(folder, '.plumbline'));
    await writeFile(join(folder, '.plumbline', 'hub.lock'), `${process.pid}\n`);
    const run = await plumbline(['recover', join(folder, 'torn.mcap')]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`the hub of process ${process.pid} works in ${folder}`);
    expect((await readFile(join(folder, 'torn.mcap'))).length).toBe(1_000_000);
  });
});
