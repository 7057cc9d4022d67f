import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { PROJECT, plumbline, Running, temporaryFolder } from './plumbline.ts';

const ENDS_WITHIN_MS = 2000;

/** What a script of package.json runs after its build, which the test command has done. */
async function afterBuild(script: string): Promise<string> {
  const text = await readFile(join(PROJECT, 'package.json'), 'utf8');
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(text));
  const [build, run] = scripts[script].split(' && ');
  expect(build).toBe('npm run --silent build');
  return run;
}

/** A script under npm, in a process group of its own as in a terminal. */
async function beginScript(script: string, recordings: string): Promise<Running> {
  const command = `${await afterBuild(script)} --port 0 --recordings ${recordings}`;
  const child = spawn('npm', ['exec', '--offline', '--call', command], {
    cwd: PROJECT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
  });
  return new Running(child);
}

function interruptGroup({ child }: Running): void {
  if (child.pid === undefined) throw new Error('npm could not be started');
  process.kill(-child.pid, 'SIGINT');
}

describe('Ctrl-C', () => {
  it.each(['start', 'demo:radio'])(
    'ends "npm run %s" within two seconds, code 0',
    async (script) => {
      const folder = await temporaryFolder();
      const running = await beginScript(script, folder);
      await running.says(/^Open http/m);
      const before = performance.now();
      interruptGroup(running);
      expect((await running.end()).code).toBe(0);
      expect(performance.now() - before).toBeLessThan(ENDS_WITHIN_MS);
      expect(await readdir(join(folder, '.plumbline'))).not.toContain('hub.lock');
    },
  );

  it('leaves the session of a live hub as a whole recording that verifies', async () => {
    const folder = await temporaryFolder();
    const running = await beginScript('demo:radio', folder);
    await running.says(/^Open http/m);
    await expect.poll(() => recordingsIn(folder), { timeout: 10_000 }).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    interruptGroup(running);
    await running.end();
    const [name] = await recordingsIn(folder);
    const { code, stdout, stderr } = await plumbline(['verify', join(folder, name)]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/[1-9]\d* frames and [1-9]\d* events equal bit for bit/);
    expect(code).toBe(0);
  });
});

async function recordingsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.mcap'));
}
