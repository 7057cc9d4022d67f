import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { temporaryFolder } from '../recording/session.ts';

const BUILT = resolve(import.meta.dirname, '../../dist/src/cli/whenAskedToStop.js');

/** What stopping does, whether the recording is closed, and what else happens. */
const HANGS = '() => new Promise(() => {})';
const HANGS_ALONE = '() => { clearInterval(held); return new Promise(() => {}); }';
const WELL = "async () => console.error('closed')";
const SLOWLY =
  "() => new Promise((done) => setTimeout(() => { console.error('closed'); done(); }, 200))";
const PATIENCE_MS = 900;
/** Behind it a signal is another one: long enough that it is also where one of the two comes late. */
const LATER_MS = 1500;
/** Of those who get another signal, which is to find them still at it. */
const LONG_PATIENCE_MS = 5000;
const FAILS = "() => Promise.reject(new Error('no end'))";
const GOES_ON = "setTimeout(() => console.error('goes on'), 400);";
const THROWS = "setTimeout(() => { throw new Error('out of a timer'); }, 20);";
const REJECTS = "void Promise.reject(new Error('nobody took it'));";

async function ended(
  [stop, isKept, also]: readonly [string, boolean, string],
  signals: readonly (NodeJS.Signals | number)[],
  { onTestFinished }: TestContext,
) {
  const patienceMs = signals.length > 1 ? LONG_PATIENCE_MS : PATIENCE_MS;
  const program = `
    const { whenAskedToStop } = await import(${JSON.stringify(BUILT)});
    whenAskedToStop({ stop: ${stop}, isKept: () => ${isKept}, patienceMs: ${patienceMs} });
    const held = setInterval(() => {}, 1000);
    ${also}
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const isOver = once(child, 'close');
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await once(child.stdout, 'data');
  for (const signal of signals) {
    if (typeof signal === 'number') await sleep(signal);
    else child.kill(signal);
  }
  await isOver;
  return { code: child.exitCode, said };
}

describe.concurrent('a hub that is asked to stop', () => {
  it.for([
    ['SIGTERM', [WELL, true, ''], ['SIGTERM'], 0, 'closed'],
    ['Ctrl-C', [WELL, true, ''], ['SIGINT'], 0, 'closed'],
    [
      'SIGTERM behind a hang-up that is none of its terminal',
      [WELL, true, GOES_ON],
      ['SIGHUP', LATER_MS, 'SIGTERM'],
      0,
      'goes on\nclosed',
    ],
    [
      'something that hangs',
      [HANGS, true, ''],
      ['SIGTERM'],
      0,
      'Not everything could be ended in time; the recording is closed.',
    ],
    [
      'a disk that hangs',
      [HANGS, false, ''],
      ['SIGTERM'],
      1,
      'the recording could not be closed in time',
    ],
    [
      'a disk that hangs while nothing else goes on',
      [HANGS_ALONE, false, ''],
      ['SIGTERM'],
      1,
      'the recording could not be closed in time',
    ],
    ['a second SIGTERM', [HANGS, false, ''], ['SIGTERM', LATER_MS, 'SIGTERM'], 143, ''],
    ['Ctrl-C behind it', [HANGS, false, ''], ['SIGTERM', LATER_MS, 'SIGINT'], 130, ''],
    ['Ctrl-C that npm passes on too', [SLOWLY, true, ''], ['SIGINT', 20, 'SIGINT'], 0, 'closed'],
    ['a stop that fails', [FAILS, true, ''], ['SIGTERM'], 1, 'stopping failed: no end'],
    ['what nobody caught', [WELL, true, THROWS], [], 1, 'does not know: Error: out of a timer'],
    ['what nobody took', [WELL, true, REJECTS], [], 1, 'does not know: Error: nobody took it'],
  ] as const)(
    'by %s ends with its code, and says why',
    async ([_, process, signals, code, words], context) => {
      const ending = await ended(process, signals, context);
      expect(ending).toEqual({ code, said: expect.stringContaining(words) });
      if (signals.length === 0) expect(ending.said).toMatch(/closed\n$/);
    },
  );
});

it('a hub whose terminal is closed closes its recording', async ({ skip }) => {
  if (spawnSync('script', ['--version']).stdout?.includes('util-linux') !== true) {
    skip('the script of util-linux is not here, which makes a terminal');
  }
  const folder = await temporaryFolder();
  const [program, closed] = [join(folder, 'hub.mjs'), join(folder, 'closed')];
  await writeFile(
    program,
    `import { writeFileSync } from 'node:fs';
    import { whenAskedToStop } from ${JSON.stringify(BUILT)};
    const stop = async () => writeFileSync(${JSON.stringify(closed)}, '');
    whenAskedToStop({ stop, isKept: () => true });
    setTimeout(() => {}, 10_000);
    console.log('ready');`,
  );
  const command = `exec ${process.execPath} ${program}`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { stdio: 'pipe' });
  onTestFinished(() => {
    terminal.kill('SIGKILL');
  });
  await once(terminal.stdout, 'data');
  terminal.kill('SIGKILL');
  await expect.poll(() => existsSync(closed), { timeout: 3000 }).toBe(true);
});
