import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchdogOf } from '../../../src/cli/start/watchdogOf.ts';
import { hangBefore, hangFileIn, hangTold } from '../../../src/hub/watchdog/hangBefore.ts';
import { temporaryFolder } from '../../recording/session.ts';

const BUILT = resolve(import.meta.dirname, '../../../dist/src/hub/watchdog/watchdog.js');
const THREAD = BUILT.replace('watchdog.js', 'watchdogThread.js');

/** A process whose event loop hangs for so long, soon after its start. */
async function hung(file: string, hangMs: number, endMs: number) {
  const program = `
    const { Watchdog } = await import(${JSON.stringify(BUILT)});
    new Watchdog({ file: ${JSON.stringify(file)}, sayMs: 500, endMs: ${endMs}, activity: () => 'clients: 3' }).start();
    setTimeout(() => {
      const untilMs = performance.now() + ${hangMs};
      while (performance.now() < untilMs);
      setTimeout(() => process.exit(0), 400);
    }, 700);`;
  return ended(program);
}

async function ended(program: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, said };
}

describe('the watchdog', () => {
  it('says that the loop hangs, and ends the process; it is kept until it is told', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline'));
    const file = hangFileIn(folder);
    const [ended, lived] = await Promise.all([
      hung(file, 60_000, 1000),
      hung(join(folder, 'other.txt'), 900, 60_000),
    ]);
    expect(ended).toMatchObject({ code: null, signal: 'SIGALRM' });
    expect(ended.said).toContain('! The hub hangs: its event loop has not turned for 0.5 s.');
    const sentence = 'The hub hung for 1.0 s and was ended. Last known: clients: 3.';
    expect(await readFile(file, 'utf8')).toBe(`${sentence}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await hangBefore(folder)).toBe(sentence);
    expect(await hangBefore(folder)).toBe(sentence);
    await hangTold(folder);
    expect(await hangBefore(folder)).toBeNull();
    expect(lived).toMatchObject({ code: 0, signal: null });
    expect(lived.said).toContain('The event loop turns again');
  });

  it('ends a process on Windows too, which has no SIGALRM', async () => {
    const file = join(await temporaryFolder(), 'hang.txt');
    const thread = `
      Object.defineProperty(process, 'platform', { value: 'win32' });
      void import(${JSON.stringify(THREAD)});`;
    const program = `
      const { Worker } = await import('node:worker_threads');
      const shared = new SharedArrayBuffer(64);
      const workerData = { file: ${JSON.stringify(file)}, sayMs: 250, endMs: 500, shared };
      new Worker(${JSON.stringify(thread)}, { eval: true, execArgv: [], workerData });`;
    expect(await ended(program)).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(await readFile(file, 'utf8')).toContain('was ended');
  });

  it.each([
    [undefined, true],
    ['5', true],
    ['0', false],
  ])('of PLUMBLINE_HANG_S %s: %s', (seconds, is) => {
    expect(watchdogOf(seconds, '/tmp', () => '') !== null).toBe(is);
  });

  it.each(['soon', '-1', '0.2', '1e9', 'NaN'])('refuses PLUMBLINE_HANG_S %s', (seconds) => {
    expect(() => watchdogOf(seconds, '/tmp', () => '')).toThrow('valid are 1 to 3600 seconds');
  });
});
