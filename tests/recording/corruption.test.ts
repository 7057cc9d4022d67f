import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openRecording, type Recorded, type Recording } from '../../src/recording/reader.ts';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { verify } from '../../src/reprocess/verify.ts';
import { SESSION, seededRandom, sessionSteps, temporaryFolder, writeStep } from './session.ts';

const KINDS = ['packet', 'frame', 'event'] as const;
const CORRUPTIONS = 60;

let path: string;
let whole: Buffer;
let chunks: string[];
/** End of each chunk in the file. */
let ends: number[];

function keyOf(item: Recorded<(typeof KINDS)[number]>): string {
  switch (item.kind) {
    case 'packet':
      return `${item.packet.sensorId} ${item.packet.arrivalUs} ${Buffer.from(item.packet.bytes).toString('hex')}`;
    case 'frame':
      return JSON.stringify(item.frame);
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
async function openAgain(): Promise<Recording> {
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

beforeEach(async () => {
  path = join(await temporaryFolder(), 'session.mcap');
  const writer = await RecordingWriter.create(path, SESSION, {
    flushMs: 60_000,
    chunkBytes: 32 * 1024,
  });
  for (const step of sessionSteps(4)) writeStep(writer, step);
  await writer.close();
  whole = await readFile(path);
  const recording = await openRecording(path);
  chunks = await contentOf(recording);
  await recording.close();
  const tail = await RecordingTail.open(path);
  ends = [];
  while (await tail.next([])) ends.push(tail.offset);
  await tail.close();
  expect(ends).toHaveLength(chunks.length);
  expect(chunks.length).toBeGreaterThan(10);
});

/** Flips one bit of a byte and says which chunks are still given, and how many were damaged. */
async function corrupted(bytes: Uint8Array, at: number, bit: number) {
  const spoilt = Buffer.from(bytes);
  spoilt[at] ^= 1 << bit;
  await writeFile(path, spoilt);
  const recording = await openAgain();
  const given = await contentOf(recording);
  const { damagedChunks } = recording;
  await recording.close();
  await rm(`${path}.torn`, { force: true });
  return { given, damagedChunks };
}

/** Only the chunk in which, or ahead of which, the byte stands may be missing. */
function expectAllBut(given: readonly string[], at: number): void {
  const hit = ends.findIndex((end) => at < end);
  const isMissing = given.length < chunks.length;
  const expected = isMissing ? chunks.filter((_, i) => i !== hit) : chunks;
  const isSame = given.length === expected.length && given.every((text, i) => text === expected[i]);
  expect(isSame, `with byte ${at}, ahead of the end of chunk ${hit}, wrong`).toBe(true);
}

describe('a recording with one wrong byte', () => {
  it('gives every intact chunk when it was finished', async () => {
    const random = seededRandom(11);
    let damaged = 0;
    for (let i = 0; i < CORRUPTIONS; i++) {
      const at = Math.floor(random() * whole.length);
      try {
        const result = await corrupted(whole, at, i % 8);
        expectAllBut(result.given, at);
        damaged += result.damagedChunks;
        expect(result.damagedChunks).toBe(chunks.length - result.given.length);
      } catch (error) {
        // The session itself cannot be read: said in a sentence.
        if (!(error instanceof RecordingError)) throw error;
        expect(at).toBeLessThan(ends[0]);
      }
    }
    expect(damaged).toBeGreaterThan(CORRUPTIONS / 2);
  });

  it('gives every intact chunk when its recorder was killed', async () => {
    const random = seededRandom(12);
    const killed = whole.subarray(0, ends.at(-1));
    const dataFrom = ends[0];
    let missing = 0;
    for (let i = 0; i < CORRUPTIONS; i++) {
      const at = dataFrom + Math.floor(random() * (killed.length - dataFrom));
      const { given } = await corrupted(killed, at, i % 8);
      expectAllBut(given, at);
      missing += chunks.length - given.length;
    }
    expect(missing).toBeGreaterThan(CORRUPTIONS / 2);
  });

  it('gives every intact chunk when the head of a record is gone', async () => {
    const killed = whole.subarray(0, ends.at(-1));
    for (const k of [3, 6]) {
      for (const at of [ends[k], ends[k] + 1, ends[k] + 8]) {
        const { given } = await corrupted(killed, at, 6);
        expect(given.length).toBeGreaterThanOrEqual(chunks.length - 1);
        expectAllBut(given, at);
      }
    }
  });

  it('is not verified as equal, and the damage is named', async () => {
    const spoilt = Buffer.from(whole);
    spoilt[ends[4] - 50] ^= 1;
    await writeFile(path, spoilt);
    const recording = await openRecording(path);
    const { difference } = await verify(recording);
    expect(difference).toContain('1 chunk of the recording is damaged');
    await recording.close();
  });
});
