import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import {
  exportParquet,
  PARQUET_FILES,
} from '../../../../src/exchange/export/parquet/exportParquet.ts';
import { ROWS_PER_GROUP } from '../../../../src/exchange/export/parquet/parquetTable.ts';
import { record } from '../../../recording/record.ts';
import { sessionSteps } from '../../../recording/session.ts';
import { csvOf, exportedBy, type Row, SAMPLE } from '../sample.ts';

interface Table {
  readonly metadata: FileMetaData;
  readonly rows: Record<string, unknown>[];
}

/** By a reader that knows nothing of the writer; zstd is the one codec it has to be given. */
async function table(folder: string, name: string): Promise<Table> {
  await isLoaded;
  const bytes = await readFile(join(folder, `${name}.parquet`));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const compressors = {
    ZSTD: (page: Uint8Array, length: number) => Uint8Array.from(decompress(page, length)),
  };
  return {
    metadata: parquetMetadata(file),
    rows: await parquetReadObjects({ file, compressors }),
  };
}

function agree(rows: Record<string, unknown>[], csv: Row[]): void {
  expect(rows).toHaveLength(csv.length);
  let worst = 0;
  for (const [i, row] of rows.entries()) {
    for (const [name, cell] of Object.entries(csv[i])) {
      const value = row[name];
      const isSame =
        typeof value === 'number'
          ? cell !== '' && Math.abs(Number(cell) - value) <= 0.500001e-6
          : (value === null || value === undefined ? '' : String(value)) === cell;
      if (!isSame) expect(`${i} ${name} ${value}`).toBe(cell);
      worst++;
    }
  }
  expect(worst).toBeGreaterThan(0);
}

describe('a Parquet export', () => {
  it('has the columns and cells of the CSV files, typed, blanks as null', async () => {
    const folder = await exportedBy(exportParquet, SAMPLE);
    const csv = await csvOf(SAMPLE);
    for (const name of ['body', 'reps', 'events'] as const) {
      const { rows, metadata } = await table(folder, name);
      const [, ...schema] = metadata.schema;
      expect(schema.map((column) => column.name)).toEqual(Object.keys(csv[name][0]));
      agree(rows, csv[name]);
    }
    const { rows } = await table(folder, 'reps');
    expect(rows[0]).toMatchObject({ set: 1, rep: 1, side: 'right', counted: true });
  });

  it('is compressed by zstd and says what every column is and whose recording it was', async () => {
    const folder = await exportedBy(exportParquet, SAMPLE);
    const { metadata } = await table(folder, 'body');
    const codecs = metadata.row_groups.flatMap(({ columns }) =>
      columns.map(({ meta_data }) => meta_data?.codec),
    );
    expect(new Set(codecs)).toEqual(new Set(['ZSTD']));
    const facts = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value]));
    const columns = JSON.parse(facts.get('plumbline.columns') ?? '[]') as object[];
    expect(columns).toHaveLength(metadata.schema.length - 1);
    expect(columns[1]).toMatchObject({
      name: 'right_knee_flexion_deg',
      unit: 'deg',
      quality: 'right_knee_quality',
    });
    expect(facts.get('plumbline.session.startedUs')).toMatch(/^\d+$/);
  });

  it('has row groups of bounded size, however long the recording is', async () => {
    const folder = await exportedBy(exportParquet, await record(sessionSteps(120)));
    const { metadata, rows } = await table(folder, 'body');
    expect(rows).toHaveLength(12_000);
    expect(metadata.row_groups.length).toBeGreaterThan(1);
    // A group is written once a chunk of the recording has filled it; a chunk holds some seconds.
    for (const group of metadata.row_groups) {
      expect(Number(group.num_rows)).toBeLessThan(1.2 * ROWS_PER_GROUP);
    }
  });

  it('has empty tables where there is nothing to tell, and the same bytes each time', async () => {
    const path = await record(sessionSteps(0.2));
    const [first, second] = [
      await exportedBy(exportParquet, path),
      await exportedBy(exportParquet, path),
    ];
    expect((await table(first, 'reps')).rows).toEqual([]);
    for (const name of PARQUET_FILES) {
      const bytes = await readFile(join(first, name));
      expect(bytes.equals(await readFile(join(second, name))), name).toBe(true);
      expect((await stat(join(first, name))).mode & 0o777).toBe(0o600);
    }
  });
});
