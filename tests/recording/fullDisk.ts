import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** Until the test ends or frees it, every write into a file fails as on a full disk. */
export async function fillDisk(folder: string): Promise<{ free(): void }> {
  const path = join(folder, 'probe');
  const probe = await open(path, 'w');
  const prototype: FileHandle = Object.getPrototypeOf(probe);
  await probe.close();
  await rm(path);
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
  });
  const spy = vi.spyOn(prototype, 'write').mockRejectedValue(error);
  onTestFinished(() => spy.mockRestore());
  return { free: () => spy.mockRestore() };
}
