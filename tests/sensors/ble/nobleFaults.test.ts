import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isLostWrite } from '../../../src/sensors/ble/guardNobleRejections.ts';

const run = promisify(execFile);

function runProcess(name: string, ...parameters: string[]) {
  const script = fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url));
  return run(process.execPath, ['--import', 'tsx', script, ...parameters]);
}

describe('noble', () => {
  it('ends the process when a write meets a closing link, unless it is guarded', async () => {
    await expect(runProcess('lostWrite', 'unguarded')).rejects.toMatchObject({
      stderr: expect.stringContaining("reading 'pending'"),
    });
    const { stdout } = await runProcess('lostWrite');
    expect(stdout.trim().split('\n')).toEqual(['failed', 'alive']);
  });

  it('keeps one poll timer after a stop, and nothing of ours', async () => {
    const { stdout } = await runProcess('stopped');
    expect(JSON.parse(stdout)).toEqual({ timers: 1, guards: 0, late: 0 });
  });
});

describe('the guard', () => {
  it('lets every other rejection through', () => {
    expect(
      isLostWrite(new TypeError("Cannot read properties of undefined (reading 'pending')")),
    ).toBe(false);
    expect(isLostWrite("reading 'pending'")).toBe(false);
  });
});
