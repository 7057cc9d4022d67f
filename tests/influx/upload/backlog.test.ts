import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { Backlog } from '../../../src/influx/upload/backlog.ts';
import type { Batch } from '../../../src/influx/upload/followed.ts';
import { SAMPLE } from '../../cli/messages.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { configOf, recordFile } from './uploading.ts';

const CONFIG = configOf('http://127.0.0.1:1', 'b');

function backlogOf(folder: string, config = CONFIG): Backlog {
  const backlog = new Backlog(folder, join(folder, '.plumbline'), config);
  onTestFinished(() => backlog.close());
  return backlog;
}

async function all(backlog: Backlog): Promise<Batch[]> {
  const batches: Batch[] = [];
  for (let batch = await backlog.next(); batch !== null; batch = await backlog.next()) {
    batches.push(batch);
    await backlog.keep(batch);
  }
  return batches;
}

describe('a batch', () => {
  it('is bounded by its lines, also where a message makes many', async () => {
    const folder = await temporaryFolder();
    await copyFile(SAMPLE, join(folder, 'a.mcap'));
    const detail = { ...FULL_DETAIL, samples: true };
    const batches = await all(backlogOf(folder, { ...CONFIG, detail }));
    const sizes = batches.map(({ lines }) => lines.length);
    expect(sizes.length).toBeGreaterThan(2);
    // 5000, and what a chunk of 0.2 s gives.
    expect(Math.max(...sizes)).toBeLessThan(6000);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThanOrEqual(5000);
    expect(batches.at(-1)?.cursor.finished).toBe(true);
  });
});

describe('a folder of many recordings', () => {
  it('is gone through by session and part, the newest first', async () => {
    const folder = await temporaryFolder();
    for (const id of ['2026-01', '2026-02', '2026-02.2', '2026-02.10', '2026-03']) {
      await recordFile(folder, id, {}, 0.2);
    }
    const names = (await all(backlogOf(folder))).map(({ recording }) => recording);
    expect([...new Set(names)]).toEqual([
      '2026-03.mcap',
      '2026-02.10.mcap',
      '2026-02.2.mcap',
      '2026-02.mcap',
      '2026-01.mcap',
    ]);
  });

  it('has each cursor read once, whatever else comes and goes', async () => {
    const folder = await temporaryFolder();
    await recordFile(folder, '000', {}, 0.2);
    for (let i = 1; i < 200; i++) {
      await copyFile(join(folder, '000.mcap'), join(folder, `${String(i).padStart(3, '0')}.mcap`));
    }
    const backlog = backlogOf(folder);
    expect(backlog.left).toBe(0);
    expect(await all(backlog)).toHaveLength(200);
    const uploads = join(folder, '.plumbline', 'uploads');
    expect(await readdir(uploads)).toHaveLength(200);
    // What is read again would be sent again.
    await rm(uploads, { recursive: true });
    await rm(join(folder, '007.mcap'));
    await recordFile(folder, '200', {}, 0.2);
    const names = (await all(backlog)).map(({ recording }) => recording);
    expect(names).toEqual(['200.mcap']);
    expect(backlog.left).toBe(0);
  });

  it('goes on in the detail that a recording was begun in', async () => {
    const folder = await temporaryFolder();
    await recordFile(folder, 'a', {}, 1);
    await all(backlogOf(folder));
    await recordFile(folder, 'b', {}, 1);
    const detail = { bodyRateHz: 5, samples: false };
    const second = await all(backlogOf(folder, { ...CONFIG, detail }));
    expect(second.map(({ recording }) => recording)).toEqual(['b.mcap']);
    const body = second.flatMap(({ lines }) => lines.filter((line) => line.startsWith('body')));
    // Windows of a fifth of a second, two legs; at both ends one may be cut.
    expect(body.length).toBeGreaterThanOrEqual(10);
    expect(body.length).toBeLessThanOrEqual(14);
  });
});
