import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Recorded } from '../../src/recording/reader.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { record } from './record.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from './session.ts';

const frameTimes = (batch: readonly Recorded<'frame'>[]) => batch.map(({ frame }) => frame.timeUs);

async function opened(path: string, fromOffset = 0): Promise<RecordingTail> {
  const tail = await RecordingTail.open(path, fromOffset);
  onTestFinished(() => tail.close());
  return tail;
}

describe('the tail of a recording', () => {
  it('follows it while it is written, to its end', async () => {
    const path = join(await temporaryFolder(), 'live.mcap');
    const writer = await RecordingWriter.create(path, SESSION, { flushMs: 10 });
    const tail = await opened(path);
    expect(tail.metadata).toEqual(SESSION);
    expect(await tail.next(['frame'])).toBeNull();

    const expected: number[] = [];
    const followed: number[] = [];
    const readAll = async (): Promise<number> => {
      for (let batch = await tail.next(['frame']); batch; batch = await tail.next(['frame'])) {
        followed.push(...frameTimes(batch));
      }
      return followed.length;
    };
    for (const step of sessionSteps(2)) {
      writeStep(writer, step);
      if (step.kind !== 'output' || step.output.frames.length === 0) continue;
      expected.push(...step.output.frames.map(({ timeUs }) => timeUs));
      if (expected.length % 50 === 0) {
        await expect.poll(readAll).toBe(expected.length);
        expect(tail.ended).toBe(false);
      }
    }
    await writer.close();
    await readAll();
    expect(tail.ended).toBe(true);
    expect(followed).toEqual(expected);
  });

  it('goes on at a kept offset with nothing twice and nothing left out', async () => {
    const path = join(await temporaryFolder(), 'chunks.mcap');
    const writer = await RecordingWriter.create(path, SESSION, { chunkBytes: 32 * 1024 });
    for (const step of sessionSteps(4)) writeStep(writer, step);
    await writer.close();

    const followed: number[] = [];
    let offset = 0;
    let tails = 0;
    for (let ended = false; !ended; tails++) {
      const tail = await opened(path, offset);
      followed.push(...frameTimes((await tail.next(['frame'])) ?? []));
      ({ offset, ended } = tail);
    }
    expect(tails).toBeGreaterThan(5);
    expect(followed).toHaveLength(400);
    expect(followed).toEqual([...new Set(followed)].toSorted((a, b) => a - b));
  });

  it('gives inputs, outputs and truth in one order', async () => {
    const tail = await opened(await record(sessionSteps(1)));
    const batch = await tail.next(['input', 'samples', 'frame', 'event', 'truth']);
    const times = batch?.map(({ logUs }) => logUs) ?? [];
    expect(new Set(batch?.map(({ kind }) => kind))).toEqual(
      new Set(['input', 'samples', 'frame', 'truth']),
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
