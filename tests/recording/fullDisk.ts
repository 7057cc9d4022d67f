import { execFile } from 'node:child_process';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { temporaryFolder } from './session.ts';

const run = promisify(execFile);

/** A file system of so many MiB; null where none may be mounted. */
export async function smallDisk(sizeMib: number): Promise<string | null> {
  const folder = await temporaryFolder();
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m`, 'tmpfs', folder]);
  } catch {
    return null;
  }
  onTestFinished(async () => {
    await run('umount', ['-l', folder]);
  });
  return folder;
}

/**
 * Until the test ends or frees it, every write into a file fails as on a full disk. It is not a
 * real one, so that its tests run also where nothing may be mounted, as without root, and none has to fill
 * the system's temporary folder. `smallDisk` is real: with it hub and command are tested where it can be had.
 */
export async function fillDisk(folder: string): Promise<{ free(): void }> {
  const prototype = await fileHandles(folder);
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
  });
  const spy = vi.spyOn(prototype, 'write').mockRejectedValue(error);
  onTestFinished(() => spy.mockRestore());
  return { free: () => spy.mockRestore() };
}

/** The next time that what was written is to be put on the disk, the disk does not say that it has it. */
export async function failNextSync(folder: string): Promise<void> {
  const error = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  const spy = vi.spyOn(await fileHandles(folder), 'datasync').mockRejectedValueOnce(error);
  onTestFinished(() => spy.mockRestore());
}

/** What all open files have in common. */
async function fileHandles(folder: string): Promise<FileHandle> {
  const path = join(folder, 'probe');
  const probe = await open(path, 'w');
  const prototype: FileHandle = Object.getPrototypeOf(probe);
  await probe.close();
  await rm(path);
  return prototype;
}
