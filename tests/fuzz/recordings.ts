import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Opcode } from '@mcap/core';
import fc from 'fast-check';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { chunkHead, openChunk } from '../../src/recording/chunkReader.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { loadZstd, type Zstd } from '../../src/recording/zstd.ts';
import { recordsIn } from '../recording/recordsIn.ts';
import { SESSION } from '../recording/session.ts';
import { mutated, mutationOf } from './mutations.ts';
import { surface } from './surface.ts';
import { writeSession } from './writeSession.ts';

const KINDS = ['packet', 'input', 'samples', 'frame', 'event', 'truth', 'truthEvent'] as const;
const HEADER_BYTES = 9;
/** Of a chunk record: opcode and length, first and last time, then its size when expanded. */
const EXPANDED_AT = HEADER_BYTES + 16;
const SIZES = [0n, 1n, 2n ** 16n, 2n ** 30n, 2n ** 40n, 2n ** 63n, 2n ** 64n - 1n];
const EVERY_OPCODE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

const mutation = mutationOf(['\0', 'plumbline', '{"', '\u0089MCAP0\r\n', '\x06']);

const file = fc.record({
  /** Whether its recorder was killed before it wrote the end. */
  isKilled: fc.boolean(),
  mutations: fc.array(mutation, { maxLength: 2 }),
  /** A field of eight bytes in a record that says something else, and no checksum that tells. */
  field: fc.option(
    fc.record({
      opcode: fc.constantFrom(...EVERY_OPCODE),
      which: fc.nat(20),
      at: fc.nat(6),
      size: fc.constantFrom(...SIZES),
    }),
  ),
  /** Records within a chunk, damaged where its checksum says that they are right. */
  within: fc.option(fc.record({ chunk: fc.nat(20), mutations: fc.array(mutation) })),
});
type Damage = typeof file extends fc.Arbitrary<infer F> ? F : never;

/** Recordings that a disk, a crash or somebody damaged. */
export const recordings = surface({
  name: 'recordings',
  runs: 40,
  cases: file,
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-recordings-'));
    const zstd = await loadZstd();
    const path = join(folder, 'whole.mcap');
    await writeSession(path);
    const whole = await readFile(path);
    return {
      check: async (damage) => {
        const place = await mkdtemp(join(folder, 'case-'));
        try {
          const path = join(place, `${SESSION.id}.mcap`);
          await writeFile(path, damagedBy(whole, damage, zstd));
          await checkRecording(path, place);
        } finally {
          await rm(place, { recursive: true });
        }
      },
      close: () => rm(folder, { recursive: true }),
    };
  },
});

function damagedBy(whole: Buffer, damage: Damage, zstd: Zstd): Buffer {
  let bytes: Buffer = Buffer.from(whole);
  if (damage.within !== null) bytes = withChunk(bytes, damage.within, zstd);
  if (damage.field !== null) withField(bytes, damage.field);
  if (damage.isKilled) {
    const [end = bytes.length] = recordsIn(whole, Opcode.DATA_END).slice(-1);
    bytes = bytes.subarray(0, end);
  }
  return mutated(bytes, damage.mutations);
}

function withField(bytes: Buffer, field: NonNullable<Damage['field']>): void {
  const found = recordsIn(bytes, field.opcode);
  if (found.length === 0) return;
  const at = found[field.which % found.length] + 1 + 8 * field.at;
  if (at + 8 <= bytes.length) bytes.writeBigUInt64LE(field.size, at);
  // The footer says 0 where the summary has no checksum.
  const [footer] = recordsIn(bytes, Opcode.FOOTER);
  if (footer !== undefined) bytes.writeUInt32LE(0, footer + HEADER_BYTES + 16);
}

function withChunk(bytes: Buffer, within: NonNullable<Damage['within']>, zstd: Zstd): Buffer {
  const chunks = recordsIn(bytes, Opcode.CHUNK);
  const at = chunks[within.chunk % chunks.length];
  const end = at + HEADER_BYTES + Number(bytes.readBigUInt64LE(at + 1));
  const chunk = bytes.subarray(at, end);
  const head = chunkHead(chunk);
  assert.ok(head);
  const records = mutated(Buffer.from(openChunk(chunk, zstd)), within.mutations);
  const stored = Buffer.from(zstd.compress(records));
  const made = Buffer.concat([chunk.subarray(0, head.recordsAt), stored]);
  made.writeBigUInt64LE(BigInt(made.length - HEADER_BYTES), 1);
  made.writeBigUInt64LE(BigInt(records.length), EXPANDED_AT);
  made.writeUInt32LE(crc32(records), EXPANDED_AT + 8);
  made.writeBigUInt64LE(BigInt(stored.length), head.recordsAt - 8);
  return Buffer.concat([bytes.subarray(0, at), made, bytes.subarray(end)]);
}

/** It is read as far as it can be, or refused in a sentence; it is recovered once. */
async function checkRecording(path: string, folder: string): Promise<void> {
  await refusedInASentence(() => readWhole(path));
  await refusedInASentence(() => followWhole(path));
  assert.ok((await listRecordings(folder)).length <= 1);
  const copy = `${path}.copy.mcap`;
  await copyFile(path, copy);
  const isRecovered = await refusedInASentence(() => recoverRecording(copy));
  if (!isRecovered) return;
  // A schema that is spoilt stays so; nobody is sent to recover it once more.
  await refusedInASentence(() => readWhole(copy), /recover/);
  const again = await recoverRecording(copy);
  assert.equal(again.recovered, false, 'it is recovered twice');
  await recoverRecording(copy, { thorough: true, checkOnly: true });
}

async function readWhole(path: string): Promise<void> {
  const recording = await openRecording(path);
  try {
    for await (const batch of recording.batches(KINDS)) assert.ok(Array.isArray(batch));
  } finally {
    await recording.close();
  }
}

async function followWhole(path: string): Promise<void> {
  const tail = await RecordingTail.open(path);
  try {
    for (let before = -1; await tail.next(KINDS); before = tail.offset) {
      assert.ok(tail.offset > before, 'it does not come on');
    }
  } finally {
    await tail.close();
  }
}

async function refusedInASentence(
  act: () => Promise<unknown>,
  unsaid = /undefined/,
): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    assert.match(error.message, /\.$/);
    assert.doesNotMatch(error.message, unsaid);
    return false;
  }
}
