import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HeldLock, lockHolder, takeLock } from '../../src/cli/folderLock.ts';
import { temporaryFolder } from './plumbline.ts';

async function lockFile(content?: object): Promise<string> {
  const path = join(await temporaryFolder(), 'hub.lock');
  if (content) await writeFile(path, `${JSON.stringify(content)}\n`);
  return path;
}

/** Some process that runs until the test ends. */
async function otherProcess(): Promise<number> {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child.pid ?? 0;
}

function heldOf(taken: HeldLock | number): HeldLock {
  if (typeof taken === 'number') throw new Error(`process ${taken} has it`);
  onTestFinished(() => taken.release());
  return taken;
}

/** One in eight went to two at once, when whoever was late could move a fresh one aside. */
const LEFT = 60;

const HERE = { host: hostname(), boot: null, began: null };

describe('the lock of a folder', () => {
  it('is for one, for its owner to read, and leaves nothing behind', async () => {
    const path = await lockFile();
    const lock = heldOf(await takeLock(path));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(await readdir(join(path, '..'))).toEqual(['hub.lock']);
    await lock.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('is refused while the process that holds it runs', async () => {
    const pid = await otherProcess();
    const path = await lockFile({ ...HERE, pid });
    expect(await takeLock(path)).toBe(pid);
    expect(await lockHolder(path)).toBe(pid);
  });

  it('of an earlier version, the pid alone, counts as well', async () => {
    const pid = await otherProcess();
    const path = await lockFile();
    await writeFile(path, `${pid}\n`);
    expect(await takeLock(path)).toBe(pid);
  });

  it.each([
    ['whose process is gone', { pid: 2 ** 22 + 1 }],
    ['of a run of this computer that is over', { boot: 'an earlier one' }],
    ['of a process whose number another has by now', { began: '1' }],
  ])('%s is taken over', async (_, difference) => {
    const isLinux = process.platform === 'linux';
    const path = await lockFile({ ...HERE, pid: await otherProcess(), ...difference });
    const taken = await takeLock(path);
    // Elsewhere only the process itself tells.
    if (isLinux || 'pid' in difference) heldOf(taken);
  });

  it('that is empty or no lock at all is taken over', async () => {
    for (const text of ['', 'x\n', '{}', 'null', '-4']) {
      const path = await lockFile();
      await writeFile(path, text);
      await heldOf(await takeLock(path)).release();
    }
  });

  it('left behind goes to one of many who find it at once', async () => {
    const folder = await temporaryFolder();
    const paths = Array.from({ length: LEFT }, (_, i) => join(folder, `hub.lock${i}`));
    const left = `${JSON.stringify({ ...HERE, pid: 2 ** 22 + 1 })}\n`;
    for (const path of paths) await writeFile(path, left);
    const program = `
      import { takeLock } from ${JSON.stringify(new URL('../../src/cli/folderLock.ts', import.meta.url).href)};
      console.log('ready');
      process.stdin.on('data', async (bytes) => {
        const taken = await takeLock(bytes.toString().trim());
        console.log(typeof taken === 'number' ? 'refused' : 'taken');
      });`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    onTestFinished(() => children.forEach((child) => void child.kill('SIGKILL')));
    const answers = children.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
    const each = async () => Promise.all(answers.map(async (said) => (await said.next()).value));
    expect(await each()).toEqual(children.map(() => 'ready'));
    for (const path of paths) {
      for (const child of children) child.stdin.write(`${path}\n`);
      expect((await each()).filter((words) => words === 'taken')).toHaveLength(1);
    }
    // What each of them made beside it is gone.
    expect(await readdir(folder)).toHaveLength(LEFT);
  }, 45_000);

  it('is not waited for where it is a named pipe', async () => {
    const path = await lockFile();
    execFileSync('mkfifo', [path]);
    await expect(takeLock(path)).rejects.toThrow('no plain file');
  });

  it('of another computer holds as long as it beats', async () => {
    const path = await lockFile({ pid: 4711, host: 'elsewhere', boot: 'b', began: '1' });
    let clock = 1_000_000;
    const beat = setInterval(() => void utimes(path, clock, clock++), 50);
    expect(await takeLock(path, 100)).toBe(4711);
    clearInterval(beat);
    heldOf(await takeLock(path, 100));
  });

  it('of another is not taken away by who lost its own', async () => {
    const path = await lockFile();
    const lock = heldOf(await takeLock(path));
    await writeFile(path, `${JSON.stringify({ ...HERE, pid: 1 })}\n`);
    await lock.release();
    expect(await lockHolder(path)).toBe(1);
  });
});
