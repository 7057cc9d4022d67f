import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { smallDisk } from '../recording/fullDisk.ts';
import { beginHub } from './plumbline.ts';

const MIB = 1024 * 1024;

it('a hub that ends on a full disk says that its recording has no end, by its code too', async (context) => {
  // A recording is begun with 32 MiB free or more.
  const folder = await smallDisk(48);
  if (folder === null) return context.skip('no file system may be mounted here');
  const hub = await beginHub(['--recordings', folder, '--virtual-sensors']);
  const recordings = async () => (await listRecordings(folder)).map(({ finished }) => finished);
  await expect.poll(recordings, { timeout: 10_000 }).toEqual([false]);
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, new Uint8Array(48 * MIB)).catch(() => undefined);
  await expect
    .poll(() => hub.stderr, { timeout: 10_000 })
    .toMatch(/The disk (is full|takes nothing more)/);
  hub.child.kill('SIGTERM');
  const { code, stdout, stderr } = await hub.end();
  expect(stderr).toMatch(/! The recording could not be closed: .*ENOSPC/);
  expect(stderr).toMatch(/error: stopping failed: .*ENOSPC/);
  expect(code).toBe(1);
  // All else was ended as ever.
  expect(stdout).toContain('See it again: ');
  await rm(ballast);
  const [{ path }] = await listRecordings(folder);
  expect(await recoverRecording(path)).toMatchObject({ recovered: true });
});
