import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ImportError } from '../../src/exchange/import/importError.ts';
import { readAll } from '../exchange/import/csv/readAll.ts';
import { sampleCsv, sampleRows } from '../exchange/import/csv/sampleTable.ts';
import { CAN_LIST_HANDLES, openHandles } from '../exchange/import/openHandles.ts';
import { mutated, mutationOf } from './mutations.ts';
import { surface } from './surface.ts';

const TABLES: readonly Buffer[] = [
  sampleCsv({ rows: 110 }),
  sampleCsv({ sensors: ['l_shank', 'pelvis'], rows: 110 }).replaceAll(',', ';'),
  `sep=\t\r\n${sampleCsv({ rows: 110 }).replaceAll(',', '\t').replaceAll('\n', '\r\n')}`,
  sampleCsv({ rows: 110 }).replaceAll(/[^,\n]+/g, '"$&"'),
  `\uFEFF${sampleRows({ rows: 2100 }).join('\n')}`,
].map((text) => Buffer.from(text));

const UTF16 = Buffer.from(`\uFEFF${sampleCsv({ rows: 20 })}`, 'utf16le');
/** A megabyte of nothing expands from a thousandth of it. */
const BOMB = Buffer.alloc(1 << 20);

const mutation = mutationOf([
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
]);

const file = fc.record({
  table: fc.nat(TABLES.length + 1),
  before: fc.array(mutation, { maxLength: 3 }),
  isZipped: fc.boolean(),
  after: fc.array(mutation, { maxLength: 2 }),
});

/** Tables of sensors from elsewhere. */
export const tables = surface({
  name: 'tables',
  runs: 300,
  cases: file,
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-tables-'));
    const path = join(folder, 'table.csv');
    return {
      check: async ({ table, before, isZipped, after }) => {
        const text = mutated([...TABLES, UTF16, BOMB][table], before);
        await writeFile(path, isZipped ? mutated(gzipSync(text), after) : text);
        await checkTable(path);
      },
      close: () => rm(folder, { recursive: true }),
    };
  },
});

async function checkTable(path: string): Promise<void> {
  try {
    const { timeS, rateHz, batches } = await readAll(path);
    assert.ok(rateHz > 0);
    assert.ok(timeS.every((time, i) => i === 0 || time > timeS[i - 1]));
    assert.ok(batches.every(({ sensors }) => sensors[0].angularRate.every(Number.isFinite)));
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    assert.match(error.message, /^[^\n]+\.$/);
  }
  if (CAN_LIST_HANDLES) assert.equal(openHandles(path), 0, 'the file is left open');
}
