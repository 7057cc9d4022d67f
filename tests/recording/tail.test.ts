import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Opcode } from '@mcap/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Recorded } from '../../src/recording/reader.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { record } from './record.ts';
import { recordsIn } from './recordsIn.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from './session.ts';

const frameTimes = (batch: readonly Recorded<'frame'>[]) => batch.map(({ frame }) => frame.timeUs);

async function opened(path: string, fromOffset = 0): Promise<RecordingTail> {
  const tail = await RecordingTail.open(path, fromOffset);
  onTestFinished(() => tail.close());
  return tail;
}

/** A recording in several chunks and the offset behind each of them. */
async function chunked(durationS: number): Promise<{ path: string; offsets: number[] }> {
  const path = join(await temporaryFolder(), 'chunks.mcap');
  const writer = await RecordingWriter.create(path, SESSION, { chunkBytes: 32 * 1024 });
  for (const step of sessionSteps(durationS)) writeStep(writer, step);
  await writer.close();
  const tail = await opened(path);
  const offsets: number[] = [];
  while (await tail.next([])) offsets.push(tail.offset);
  return { path, offsets };
}

async function rest(tail: RecordingTail): Promise<number[]> {
  const followed: number[] = [];
  for (let batch = await tail.next(['frame']); batch; batch = await tail.next(['frame'])) {
    followed.push(...frameTimes(batch));
  }
  return followed;
}

/** A byte of a record, by its opcode, which of them it is, and where in it. */
type Spot = readonly [opcode: Opcode, which: number, byte: number];

/** A recording in which these bytes are others. */
async function spoilt(...spots: readonly Spot[]): Promise<string> {
  const { path } = await chunked(4);
  const bytes = await readFile(path);
  const places = spots.map(
    ([opcode, which, byte]) => (recordsIn(bytes, opcode).at(which) ?? 0) + byte,
  );
  for (const at of places) bytes[at] ^= 0x40;
  await writeFile(path, bytes);
  return path;
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
    const readAll = async (): Promise<number> => followed.push(...(await rest(tail)));
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
    const { path } = await chunked(4);
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
    const batch = await tail.next(['packet', 'input', 'samples', 'frame', 'event', 'truth']);
    const times = batch?.map(({ logUs }) => logUs) ?? [];
    expect(new Set(batch?.map(({ kind }) => kind))).toEqual(
      new Set(['packet', 'input', 'samples', 'frame', 'truth']),
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
  it('passes over a damaged chunk, counts it and gives all others', async () => {
    const { path, offsets } = await chunked(4);
    const bytes = await readFile(path);
    bytes[offsets[2] - 100] ^= 1;
    await writeFile(path, bytes);
    const tail = await opened(path);
    const followed = await rest(tail);
    expect(tail.damagedChunks).toBe(1);
    expect(tail.ended).toBe(true);
    const share = 400 / offsets.length;
    expect(followed.length).toBeGreaterThan(400 - 2 * share);
    expect(followed.length).toBeLessThan(400);
  });

  it('begins at the beginning where no record begins at its offset any more', async () => {
    const { path, offsets } = await chunked(1);
    const end = (await readFile(path)).length;
    for (const offset of [offsets[0] - 1, end - 1, end + 1000]) {
      expect(await rest(await opened(path, offset))).toHaveLength(100);
    }
  });

  it.each([
    ['cut within a chunk', -20, 0],
    ['filled with zeros', 0, 9000],
  ])('goes on behind an end that was %s once that is recovered', async (_, cut, zeros) => {
    const { path, offsets } = await chunked(4);
    const whole = await readFile(path);
    const torn = whole.subarray(0, offsets[3] + cut);
    await writeFile(path, Buffer.concat([torn, Buffer.alloc(zeros)]));
    const tail = await opened(path);
    const followed = await rest(tail);
    expect(await rest(tail)).toEqual([]);
    expect(tail.ended).toBe(false);
    await recoverRecording(path);
    followed.push(...(await rest(tail)));
    expect(tail.ended).toBe(true);
    expect(followed).toEqual(await rest(await opened(path)));
    expect(followed.length).toBeGreaterThan(0);
  });

  it.each<[string, readonly Spot[], number, readonly [stretches: number, chunks: number]]>([
    ['the length of a chunk is too large', [[Opcode.CHUNK, 4, 5]], 0, [0, 0]],
    ['the length of a chunk is another', [[Opcode.CHUNK, 4, 1]], 0, [0, 0]],
    ['a chunk is called something else', [[Opcode.CHUNK, 4, 0]], 0, [0, 0]],
    ['the length of the last chunk is too large', [[Opcode.CHUNK, -1, 5]], 0, [0, 0]],
    [
      'a chunk is spoilt with its length',
      [
        [Opcode.CHUNK, 4, 5],
        [Opcode.CHUNK, 4, 99],
      ],
      40,
      [0, 1],
    ],
    ['the length of an index is too large', [[Opcode.MESSAGE_INDEX, 5, 5]], 0, [1, 0]],
    ['the end of the data is not called so', [[Opcode.DATA_END, 0, 0]], 0, [1, 0]],
    ['the end of the data is longer than it can be', [[Opcode.DATA_END, 0, 1]], 0, [1, 0]],
    [
      'no index can be read either',
      [
        [Opcode.CHUNK, 4, 5],
        [Opcode.DATA_END, 0, 0],
      ],
      40,
      [2, 0],
    ],
  ])(
    'gives all others where %s, to the end and from each place',
    async (_, spots, most, damaged) => {
      const all = await rest(await opened((await chunked(4)).path));
      const path = await spoilt(...spots);
      const tail = await opened(path);
      const found = await rest(tail);
      const lost = all.filter((timeUs) => !found.includes(timeUs));
      expect([...found, ...lost].toSorted((a, b) => a - b)).toEqual(all);
      expect(lost.length).toBeLessThanOrEqual(most);
      expect(tail.ended).toBe(true);
      expect([tail.damagedStretches, tail.damagedChunks]).toEqual(damaged);

      const followed: number[] = [];
      let offset = 0;
      for (let ended = false; !ended; ) {
        const next = await opened(path, offset);
        followed.push(...frameTimes((await next.next(['frame'])) ?? []));
        ({ offset, ended } = next);
      }
      expect(followed).toEqual(found);
    },
  );

  it('waits at what is no record until the file is closed', async () => {
    const path = await spoilt([Opcode.MESSAGE_INDEX, 5, 5]);
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length - 1));
    const tail = await opened(path);
    const followed = await rest(tail);
    expect([tail.ended, tail.damagedStretches]).toEqual([false, 0]);
    await writeFile(path, whole);
    followed.push(...(await rest(tail)));
    expect([tail.ended, tail.damagedStretches]).toEqual([true, 1]);
    expect(followed).toEqual(await rest(await opened(path)));
  });
});
