import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../../../src/exchange/import/importError.ts';
import { CAN_LIST_HANDLES, openHandles } from '../openHandles.ts';
import { temporaryFile } from '../temporaryFile.ts';
import { readAll } from './readAll.ts';
import { sampleCsv, sampleRows } from './sampleTable.ts';

const TABLES: readonly Buffer[] = [
  sampleCsv({ rows: 110 }),
  sampleCsv({ sensors: ['l_shank', 'pelvis'], rows: 110 }).replaceAll(',', ';'),
  `sep=\t\r\n${sampleCsv({ rows: 110 }).replaceAll(',', '\t').replaceAll('\n', '\r\n')}`,
  sampleCsv({ rows: 110 }).replaceAll(/[^,\n]+/g, '"$&"'),
  `\uFEFF${sampleRows({ rows: 2100 }).join('\n')}`,
].map((text) => Buffer.from(text));

type Mutation = (bytes: Buffer) => Buffer;

/** A place in a file of any length: 0 is its beginning, 1 its end. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const spanLength = fc.integer({ min: 1, max: 200 });

function at(bytes: Buffer, where: number): number {
  return Math.floor(where * bytes.length);
}

function spliced(bytes: Buffer, start: number, removed: number, inserted: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + removed)]);
}

function swappedLines(bytes: Buffer, a: number, b: number): Buffer {
  const lines = bytes.toString('latin1').split('\n');
  const [i, j] = [a, b].map((where) =>
    Math.min(Math.floor(where * lines.length), lines.length - 1),
  );
  return Buffer.from(lines.with(i, lines[j]).with(j, lines[i]).join('\n'), 'latin1');
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(
    ([where, bit]): Mutation =>
      (bytes) => {
        const flipped = Buffer.from(bytes);
        if (flipped.length > 0) flipped[Math.min(at(bytes, where), bytes.length - 1)] ^= 1 << bit;
        return flipped;
      },
  ),
  fc.tuple(place, spanLength).map(
    ([where, length]): Mutation =>
      (bytes) =>
        spliced(bytes, at(bytes, where), length, Buffer.alloc(0)),
  ),
  fc.tuple(place, spanLength).map(
    ([where, length]): Mutation =>
      (bytes) => {
        const start = at(bytes, where);
        return spliced(bytes, start, 0, bytes.subarray(start, start + length));
      },
  ),
  place.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 3 })).map(
    ([where, length]): Mutation =>
      (bytes) =>
        spliced(bytes, at(bytes, where), 0, Buffer.alloc(length)),
  ),
  fc
    .tuple(
      place,
      fc.constantFrom(
        '"',
        '\r',
        '\n',
        ',',
        ';',
        '""',
        'NaN',
        '-',
        'é',
        '\uFEFF',
        '1e400',
        '9'.repeat(70_000),
      ),
    )
    .map(
      ([where, text]): Mutation =>
        (bytes) =>
          spliced(bytes, at(bytes, where), 0, Buffer.from(text)),
    ),
  fc.tuple(place, place).map(
    ([a, b]): Mutation =>
      (bytes) =>
        swappedLines(bytes, a, b),
  ),
);

const mutatedFile = fc
  .record({
    table: fc.constantFrom(...TABLES),
    before: fc.array(mutation, { maxLength: 3 }),
    isZipped: fc.boolean(),
    after: fc.array(mutation, { maxLength: 2 }),
  })
  .map(({ table, before, isZipped, after }) => {
    const text = before.reduce<Buffer>((bytes, mutate) => mutate(bytes), table);
    return isZipped ? after.reduce<Buffer>((bytes, mutate) => mutate(bytes), gzipSync(text)) : text;
  });

describe('a table that was damaged anyhow', () => {
  it('is read or refused in a sentence, and its file is closed', async () => {
    const path = await temporaryFile('table.csv', '');
    let read = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(mutatedFile, async (bytes) => {
        await writeFile(path, bytes);
        try {
          const { timeS, rateHz, batches } = await readAll(path);
          expect(rateHz).toBeGreaterThan(0);
          expect(timeS.every((time, i) => i === 0 || time > timeS[i - 1])).toBe(true);
          expect(
            batches.every(({ sensors }) => sensors[0].angularRate.every(Number.isFinite)),
          ).toBe(true);
          read++;
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
          expect(error.message).toMatch(/^[^\n]+\.$/);
          refused++;
        }
        if (CAN_LIST_HANDLES) expect(openHandles(path)).toBe(0);
      }),
      { numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(200);
  });
});
