import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { recordWhole } from '../../src/cli/recordWhole.ts';
import { listRecordings } from '../../src/recording/catalogue.ts';
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

  it('is no recording to others until it is whole, and never overwrites one', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'made.mcap');
    await recordWhole(path, SESSION, async (writer) => {
      for (const step of sessionSteps(1)) writeStep(writer, step);
      expect(await listRecordings(folder)).toEqual([]);
    });
    expect(await readdir(folder)).toEqual(['made.mcap']);
    const before = await readFile(path);
    let asked = false;
    const again = recordWhole(path, SESSION, async () => {
      asked = true;
    });
    await expect(again).rejects.toThrow(`${path} already exists and a recording never overwrites`);
    expect(asked).toBe(false);

    const taken = join(folder, 'taken.mcap');
    const late = recordWhole(taken, SESSION, () => writeFile(taken, 'another was quicker'));
    await expect(late).rejects.toThrow(`${taken} already exists`);
    expect(await readFile(taken, 'utf8')).toBe('another was quicker');
    expect(await readFile(path)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['made.mcap', 'taken.mcap']);
  });
});
