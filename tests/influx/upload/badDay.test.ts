import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../../recording/session.ts';
import type { Family } from '../../tools/influxStub/family.ts';
import { type Fault, status } from '../../tools/influxStub/fault.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configOf } from '../server/stubConfig.ts';

async function recordedFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const writer = await RecordingWriter.create(join(folder, `${SESSION.id}.mcap`), SESSION);
  for (const step of sessionSteps(4)) writeStep(writer, step);
  await writer.close();
  return folder;
}

async function uploadAll(config: InfluxConfig, recordingsFolder: string): Promise<Uploader> {
  const uploader = new Uploader({ config, recordingsFolder, pollMs: 20 });
  onTestFinished(() => uploader.stop());
  uploader.start();
  const cursor = join(recordingsFolder, '.plumbline', 'uploads', `${SESSION.id}.mcap.json`);
  const isFinished = async () => {
    try {
      return (await readFile(cursor, 'utf8')).includes('"finished":true');
    } catch {
      return false;
    }
  };
  while (!(await isFinished()) || uploader.state.state !== 'idle') await sleep(10);
  await uploader.stop();
  return uploader;
}

const BAD_DAY: readonly Fault[] = [
  { kind: 'cut', when: 'stored' },
  { kind: 'status', status: 503, headers: { 'retry-after': '0' } },
  status(413, 'too large'),
  { ...status(504), stores: true } as Fault,
];

describe('a bad day', () => {
  it.each<Family>(['first', 'two', 'three'])(
    'on %s leaves the same in the database as a good one, each line once',
    async (family) => {
      const good = await InfluxStub.start({ family, token: 'me:secret' });
      await uploadAll(configOf(good), await recordedFolder());
      // Frames, a rep, a cue; start, end, four sensors linked and placed.
      expect(good.store.size).toBe(2 * 400 + 2 + 1 + 2 + 4 + 4);

      const bad = await InfluxStub.start({ family, token: 'me:secret' });
      bad.next(...BAD_DAY);
      const uploader = await uploadAll(configOf(bad), await recordedFolder());
      expect(bad.store.lines).toEqual(good.store.lines);
      expect(bad.store.changedPoints).toBe(0);
      expect(uploader.state).toMatchObject({ linesSent: good.store.size, lastError: null });
      // One batch at a time is in memory, and one request of it under way.
      expect([good.mostWritesAtOnce, bad.mostWritesAtOnce]).toEqual([1, 1]);
      expect(bad.writes.length).toBeGreaterThan(BAD_DAY.length + 1);
    },
  );
});
