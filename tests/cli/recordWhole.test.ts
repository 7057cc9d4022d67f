import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { recordWhole } from '../../src/cli/recordWhole.ts';
import { DEFAULT_WRITER_OPTIONS } from '../../src/recording/writer.ts';
import { fillDisk } from '../recording/fullDisk.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../recording/session.ts';

describe('a recording written as a whole', () => {
  it('is the same byte for byte, however long its messages take', async () => {
    const folder = await temporaryFolder();
    const written = async (name: string, pauseMs: number): Promise<Buffer> => {
      const path = join(folder, name);
      await recordWhole(path, SESSION, async (writer) => {
        for (const step of sessionSteps(1)) writeStep(writer, step);
        await wait(pauseMs);
        for (const step of sessionSteps(1, 2)) writeStep(writer, step);
      });
      return readFile(path);
    };
    const slow = await written('slow.mcap', 2 * DEFAULT_WRITER_OPTIONS.flushMs);
    expect(slow.equals(await written('fast.mcap', 0))).toBe(true);
  });

  it('is taken away when the disk is full, and nobody is told that it could be recovered', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'full.mcap');
    const recorded = recordWhole(path, SESSION, async (writer) => {
      await fillDisk(folder);
      for (const step of sessionSteps(1)) writeStep(writer, step);
    });
    await expect(recorded).rejects.toThrow(
      `${path}: the disk is full or failed (ENOSPC: no space left on device, write); nothing is kept.`,
    );
    expect(await readdir(folder)).toEqual([]);
  });
});
