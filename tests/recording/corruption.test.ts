import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Opcode } from '@mcap/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chunkHead } from '../../src/recording/chunkReader.ts';
import { openRecording, type Recorded, type Recording } from '../../src/recording/reader.ts';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { verify } from '../../src/reprocess/verify.ts';
import { opened } from './opened.ts';
import { recordsIn } from './recordsIn.ts';
import { SESSION, seededRandom, sessionSteps, temporaryFolder, writeStep } from './session.ts';

const KINDS = ['packet', 'frame', 'event'] as const;
const CORRUPTIONS = 60;

/** A recording of many chunks, each as text to compare, and the end of each in the file. */
interface Original {
  readonly path: string;
  readonly bytes: Buffer;
  readonly chunks: readonly string[];
  readonly ends: readonly number[];
}

function keyOf(item: Recorded<(typeof KINDS)[number]>): string {
  switch (item.kind) {
    case 'packet':
      return `${item.packet.sensorId} ${item.packet.arrivalUs} ${Buffer.from(item.packet.bytes).toString('hex')}`;
    case 'frame':
      return `frame ${item.frame.timeUs}`;
    case 'event':
      return JSON.stringify(item.event);
  }
}

/** The messages of each chunk that gives any, as text to compare. */
async function contentOf(recording: Recording): Promise<string[]> {
  const contents: string[] = [];
  for await (const batch of recording.batches(KINDS)) contents.push(batch.map(keyOf).join('\n'));
  return contents;
}

/** Opens as the hub does: what has no end or a damaged one is recovered first. */
async function openAgain(path: string): Promise<Recording> {
  try {
    return await openRecording(path);
  } catch (error) {
    const isCurable =
      error instanceof RecordingError && ['unfinished', 'damaged'].includes(error.problem);
    if (!isCurable) throw error;
    await recoverRecording(path);
    return openRecording(path);
  }
}

async function recorded(): Promise<Original> {
  const path = join(await temporaryFolder(), 'session.mcap');
  const writer = await RecordingWriter.create(path, SESSION, {
    flushMs: 60_000,
    chunkBytes: 16 * 1024,
  });
  for (const step of sessionSteps(2)) writeStep(writer, step);
  await writer.close();
  const chunks = await contentOf(await opened(path));
  const tail = await RecordingTail.open(path);
  onTestFinished(() => tail.close());
  const ends: number[] = [];
  while (await tail.next([])) ends.push(tail.offset);
  expect(ends).toHaveLength(chunks.length);
  expect(chunks.length).toBeGreaterThan(10);
  return { path, bytes: await readFile(path), chunks, ends };
}

/** Writes the bytes with one bit flipped and says which chunks are given, and how many were not. */
async function corrupted(path: string, bytes: Uint8Array, at: number, bit: number) {
  const spoilt = Buffer.from(bytes);
  spoilt[at] ^= 1 << bit;
  await writeFile(path, spoilt);
  const recording = await openAgain(path);
  try {
    const given = await contentOf(recording);
    return { given, damagedChunks: recording.damagedChunks };
  } finally {
    await recording.close();
    await rm(`${path}.torn`, { force: true });
  }
}

/** Only the chunk in which, or ahead of which, the byte stands may be missing. */
function expectAllBut({ chunks, ends }: Original, given: readonly string[], at: number): void {
  const hit = ends.findIndex((end) => at < end);
  const isMissing = given.length < chunks.length;
  const expected = isMissing ? chunks.filter((_, i) => i !== hit) : chunks;
  const isSame = given.length === expected.length && given.every((text, i) => text === expected[i]);
  expect(isSame, `with byte ${at}, ahead of the end of chunk ${hit}, wrong`).toBe(true);
}

describe('a recording with one wrong byte', () => {
  it('gives every intact chunk when it was finished', async () => {
    const original = await recorded();
    const { path, bytes, chunks, ends } = original;
    const random = seededRandom(11);
    let damaged = 0;
    for (let i = 0; i < CORRUPTIONS; i++) {
      const at = Math.floor(random() * bytes.length);
      try {
        const { given, damagedChunks } = await corrupted(path, bytes, at, i % 8);
        expectAllBut(original, given, at);
        expect(damagedChunks).toBe(chunks.length - given.length);
        damaged += damagedChunks;
      } catch (error) {
        // The session itself cannot be read: said in a sentence.
        if (!(error instanceof RecordingError)) throw error;
        expect(at).toBeLessThan(ends[0]);
      }
    }
    expect(damaged).toBeGreaterThan(CORRUPTIONS / 2);
  }, 60_000);

  it('gives every intact chunk when its recorder was killed', async () => {
    const original = await recorded();
    const { path, bytes, chunks, ends } = original;
    const random = seededRandom(12);
    const killed = bytes.subarray(0, ends.at(-1));
    let missing = 0;
    for (let i = 0; i < CORRUPTIONS; i++) {
      const at = ends[0] + Math.floor(random() * (killed.length - ends[0]));
      const { given } = await corrupted(path, killed, at, i % 8);
      expectAllBut(original, given, at);
      missing += chunks.length - given.length;
    }
    expect(missing).toBeGreaterThan(CORRUPTIONS / 2);
  }, 60_000);

  it('gives every intact chunk when the head of a record is wrong', async () => {
    const original = await recorded();
    const { path, bytes, ends } = original;
    const killed = bytes.subarray(0, ends.at(-1));
    for (let k = 0; k < ends.length - 1; k++) {
      const { given } = await corrupted(path, killed, ends[k] + (k % 9), 6);
      expectAllBut(original, given, ends[k] + (k % 9));
    }
  });

  it('is not verified as equal, and the damage is named', async () => {
    const { path, bytes, ends } = await recorded();
    bytes[ends[0] - 50] ^= 1;
    await writeFile(path, bytes);
    const { difference } = await verify(await opened(path));
    expect(difference).toContain('1 chunk of the recording is damaged');
  });
});

describe('a recording whose session record is spoilt within', () => {
  it('is damaged, wherever it is opened', async () => {
    const { path, bytes } = await recorded();
    const [session = 0] = recordsIn(bytes, Opcode.METADATA);
    // The length of its map: far beyond the record.
    bytes.fill(0xff, session + 9 + 4 + 'plumbline.session'.length, session + 9 + 25);
    await writeFile(path, bytes);
    for (const open of [openRecording, RecordingTail.open, recoverRecording]) {
      await expect(open(path)).rejects.toMatchObject({
        name: 'RecordingError',
        problem: 'damaged',
      });
    }
  });
});

describe('a recording whose header is spoilt within', () => {
  it('is read whole, as nothing of its words is needed', async () => {
    const { path, bytes, chunks } = await recorded();
    const [header = 0] = recordsIn(bytes, Opcode.HEADER);
    bytes.fill(0xff, header + 9, header + 17);
    await writeFile(path, bytes);
    expect(await contentOf(await opened(path))).toEqual(chunks);
    expect(await recoverRecording(path)).toMatchObject({ recovered: false });
  });
});

describe('a chunk whose lengths do not add up', () => {
  it('is damaged to readers as to the recovery, though its records are all there', async () => {
    const { path, bytes, chunks } = await recorded();
    const [, chunk = 0] = recordsIn(bytes, Opcode.CHUNK);
    const head = chunkHead(bytes.subarray(chunk));
    if (head === null) throw new Error('no chunk stands there');
    bytes.writeBigUInt64LE(BigInt(head.recordsBytes + 1), chunk + head.recordsAt - 8);
    await writeFile(path, bytes);
    const recording = await opened(path);
    expect(await contentOf(recording)).toEqual(chunks.toSpliced(1, 1));
    expect(recording.damagedChunks).toBe(1);
    const { losses } = await recoverRecording(path, { thorough: true, checkOnly: true });
    expect(losses).toHaveLength(1);
  });
});

describe('a recording whose schemas are spoilt', () => {
  it('is recovered when its recorder was killed, with what is lost', async () => {
    const { path, bytes, ends } = await recorded();
    for (const schema of recordsIn(bytes, Opcode.SCHEMA)) {
      const length = Number(bytes.readBigUInt64LE(schema + 1));
      bytes.fill(0, schema + 9 + Math.floor(length / 2), schema + 9 + length);
    }
    bytes[ends[2] - 50] ^= 1;
    await writeFile(path, bytes.subarray(0, ends.at(-1)));
    const { recovered, losses } = await recoverRecording(path);
    expect(recovered).toBe(true);
    expect(losses).toHaveLength(1);
  });
});
