import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SAMPLE } from '../exchange/export/sample.ts';
import { MAIN, temporaryFolder } from './plumbline.ts';

it('a job tells its hub how far it is, and ends with it without leaving anything', async () => {
  const output = join(await temporaryFolder(), 'tables');
  const words = ['--under-hub', 'export', SAMPLE, '--format', 'json', '--output', output];
  const job = spawn(process.execPath, [MAIN, ...words], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  onTestFinished(() => {
    job.kill('SIGKILL');
  });
  let said = '';
  job.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // Who has cut the channel is told of no close.
  const ended = once(job, 'exit');
  const saidAll = once(job.stderr ?? job, 'end');
  const [told] = await once(job, 'message');
  expect(told).toEqual({ progress: expect.any(Number) });
  // As when the hub is killed.
  job.disconnect();
  expect(await ended).toEqual([1, null]);
  await saidAll;
  expect(said).toContain('interrupted');
  expect(existsSync(output)).toBe(false);
});
