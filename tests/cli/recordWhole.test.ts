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

  it('has no name of a recording before it is whole, and what a killed process left is taken away', async () => {
    const folder = await temporaryFolder();
    // Beyond the largest number a process can have.
    const [left, ofOther] = ['new.mcap.4194305.part', 'newer.mcap.4194305.part'];
    for (const name of [left, ofOther]) await writeFile(join(folder, name), 'half');
    await recordWhole(join(folder, 'new.mcap'), SESSION, async (writer) => {
      for (const step of sessionSteps(1)) writeStep(writer, step);
      expect((await readdir(folder)).toSorted()).toEqual([`new.mcap.${process.pid}.part`, ofOther]);
      expect(await listRecordings(folder)).toEqual([]);
    });
    expect((await readdir(folder)).toSorted()).toEqual(['new.mcap', ofOther]);
    expect(await listRecordings(folder)).toMatchObject([{ finished: true }]);
  });

  it('never takes the place of a file that came meanwhile', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'taken.mcap');
    const recorded = recordWhole(path, SESSION, async () => {
      await writeFile(path, 'of somebody');
    });
    await expect(recorded).rejects.toThrow(`${path} already exists`);
    expect(await readFile(path, 'utf8')).toBe('of somebody');
    expect(await readdir(folder)).toEqual(['taken.mcap']);
  });

  it('says what is wrong of the recording that was wanted', async () => {
    const path = join(await temporaryFolder(), 'none', 'new.mcap');
    await expect(recordWhole(path, SESSION, async () => {})).rejects.toThrow(
      `Cannot record to ${path} because there is no such folder`,
    );
  });
});
