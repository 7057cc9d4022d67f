import { writeFile } from 'node:fs/promises';
import { Opcode } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import { chunkHead } from '../../src/recording/chunkReader.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { verify } from '../../src/reprocess/verify.ts';
import {
  contentOf,
  givenOf,
  isAllBut,
  type Original,
  recordedIn,
  withBitFlipped,
} from './damaged.ts';
import { opened } from './opened.ts';
import { recordsIn } from './recordsIn.ts';
import { seededRandom, temporaryFolder } from './session.ts';

const CORRUPTIONS = 60;

async function recorded(): Promise<Original> {
  const original = await recordedIn(await temporaryFolder());
  expect(original.ends).toHaveLength(original.chunks.length);
  expect(original.chunks.length).toBeGreaterThan(10);
  return original;
}

const corrupted = (path: string, bytes: Uint8Array, at: number, bit: number) =>
  givenOf(path, withBitFlipped(bytes, at, bit));

function expectAllBut(original: Original, given: readonly string[], at: number): void {
  expect(isAllBut(original, given, at), `with byte ${at} wrong`).toBe(true);
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

describe('an index that tells an absurd length of a chunk', () => {
  it('is refused in a sentence, and nothing of that length is allocated', async () => {
    const { path, bytes } = await recorded();
    const [index = 0] = recordsIn(bytes, Opcode.CHUNK_INDEX);
    const [footer = 0] = recordsIn(bytes, Opcode.FOOTER);
    bytes.writeBigUInt64LE(2n ** 63n, index + 9 + 24);
    // It has no checksum that would tell.
    bytes.writeUInt32LE(0, footer + 9 + 16);
    await writeFile(path, bytes);
    await expect(contentOf(await opened(path))).rejects.toMatchObject({ problem: 'truncated' });
  });
});
