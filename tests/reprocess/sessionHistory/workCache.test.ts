import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingError } from '../../../src/recording/recordingError.ts';
import { readWork } from '../../../src/reprocess/sessionHistory/gatherWorks.ts';
import type { RecordedWork } from '../../../src/reprocess/sessionHistory/recordedWork.ts';
import { WorkCache } from '../../../src/reprocess/sessionHistory/workCache.ts';
import { repOf } from '../../movement/reps.ts';
import { STARTED_US } from '../../recording/session.ts';
import { recordedInto } from './recorded.ts';

describe('the work of recordings that is kept', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kept-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Counts how often a file is read. */
  function counted(mostMovements?: number) {
    const read: string[] = [];
    const kept = new WorkCache(mostMovements, async (path) => {
      read.push(path);
      return readWork(path);
    });
    return { read, kept };
  }

  const recorded = (id: string): Promise<string> =>
    recordedInto(folder, { subject: 'P-1', id }, [
      { type: 'rep', timeUs: STARTED_US + 4e6, rep: repOf(1, { endUs: STARTED_US + 4e6 }) },
    ]);

  it('are read once, also when two ask at the same time, and are what is in the file', async () => {
    const path = await recorded('once');
    const { read, kept } = counted();
    const [first, second] = await Promise.all([kept.at(path), kept.at(path)]);
    expect(await kept.at(path)).toBe(first);
    expect(second).toEqual(first);
    expect(read).toEqual([path]);
    expect(first).toEqual(await readWork(path));
    expect(first.sets[0]?.reps).toHaveLength(1);
  });

  it('are read anew when the file is another', async () => {
    const path = await recorded('changed');
    const { read, kept } = counted();
    await kept.at(path);
    await utimes(path, 1, 1);
    await kept.at(path);
    expect(read).toHaveLength(2);
  });

  it('go where there are too many, those asked for least lately first', async () => {
    const paths = [await recorded('a'), await recorded('b'), await recorded('c')] as const;
    // Each has one repetition, and counts as two.
    const { read, kept } = counted(4);
    const asked: RecordedWork[] = [];
    for (const i of [0, 1, 0, 2, 0, 1] as const) asked.push(await kept.at(paths[i]));
    expect(read).toEqual([paths[0], paths[1], paths[2], paths[1]]);
    expect(asked[5]).toEqual(asked[1]);
  });

  it('are not kept of what cannot be read', async () => {
    const path = join(folder, 'torn.mcap');
    await writeFile(path, 'torn');
    const { read, kept } = counted();
    await expect(kept.at(path)).rejects.toThrow(RecordingError);
    await expect(kept.at(path)).rejects.toThrow(RecordingError);
    expect(read).toHaveLength(2);
    await expect(kept.at(join(folder, 'nowhere.mcap'))).rejects.toThrow(RecordingError);
  });
});
