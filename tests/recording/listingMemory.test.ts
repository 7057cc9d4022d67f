import { rename, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listRecordings, type RecordingListing } from '../../src/recording/catalogue.ts';
import { ListingMemory } from '../../src/recording/listingMemory.ts';
import { temporaryFolder } from './session.ts';
import { put } from './sessions/folder.ts';

it('lists what changed as it is now, though size and time are as before', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.mcap');
  const memory = new ListingMemory<RecordingListing>();
  const list = () => listRecordings(folder, memory);
  await put(folder, 'a', { subject: 'P-1' });
  const [first] = await list();
  const [second] = await list();
  expect(second).toBe(first);
  const { size, atimeMs, mtimeMs } = await stat(path);
  await put(folder, 'b', { subject: 'P-2' });
  await rename(join(folder, 'b.mcap'), path);
  await utimes(path, atimeMs / 1000, mtimeMs / 1000);
  expect((await list()).map(({ id, subject }) => [id, subject])).toEqual([['a', 'P-2']]);
  await truncate(path, size - 50);
  expect((await list())[0]?.finished).toBe(false);
});
