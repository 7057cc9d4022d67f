import type { BodyFrame } from '../../../model/bodyFrame.ts';
import type { Recording } from '../../../recording/reader.ts';
import { loadZstd, type Zstd } from '../../../recording/zstd.ts';
import { NewFiles } from '../newFiles.ts';
import { addBodyRow, type BodyCells } from '../tables/bodyTable.ts';
import type { EventRow } from '../tables/eventTable.ts';
import {
  type ExportOptions,
  type ExportReport,
  readTables,
  requireResults,
  type TableSink,
} from '../tables/recordingTables.ts';
import type { RepRow } from '../tables/repTable.ts';
import { type TableSet, tableSetOf } from '../tables/tableSet.ts';
import { ParquetTable } from './parquetTable.ts';

export const PARQUET_FILES = ['body.parquet', 'reps.parquet', 'events.parquet'] as const;

/**
 * Writes body.parquet, reps.parquet and events.parquet of a recording into `folder`, compressed by
 * zstd: all three or, after any failure, none. The columns are those of the CSV files.
 * @throws ExportError when the recording has nothing to export, a file is there already or the
 * disk takes no more; the reason of `signal`
 */
export async function exportParquet(
  recording: Recording,
  folder: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  requireResults(recording);
  const zstd = await loadZstd();
  const files = await NewFiles.create(folder, PARQUET_FILES);
  return await files.keptAfter(async () => {
    const tables = new ParquetTables(files, await tableSetOf(recording, options.signal), zstd);
    const report = await readTables(recording, tables, options);
    await tables.end();
    return report;
  });
}

class ParquetTables implements TableSink, BodyCells {
  readonly #tables: TableSet;
  readonly #body: ParquetTable;
  readonly #reps: ParquetTable;
  readonly #events: ParquetTable;

  constructor(files: NewFiles<(typeof PARQUET_FILES)[number]>, tables: TableSet, zstd: Zstd) {
    const table = (name: (typeof PARQUET_FILES)[number], columns: TableSet['body']) =>
      new ParquetTable(columns, tables, zstd, (bytes) => files.write(name, bytes));
    this.#tables = tables;
    this.#body = table('body.parquet', tables.body);
    this.#reps = table('reps.parquet', tables.reps);
    this.#events = table('events.parquet', tables.events);
  }

  frame(frame: BodyFrame): void {
    addBodyRow(this, frame, this.#tables.bodyRows);
  }

  number(value: number): void {
    this.#body.add(value);
  }

  word(word: string): void {
    this.#body.add(word);
  }

  event(row: EventRow): void {
    for (const { value } of this.#tables.events) this.#events.add(value(row));
  }

  rep(row: RepRow): void {
    for (const { value } of this.#tables.reps) this.#reps.add(value(row));
  }

  async flush(): Promise<void> {
    await this.#body.flush();
    await this.#reps.flush();
    await this.#events.flush();
  }

  async end(): Promise<void> {
    await this.#body.end();
    await this.#reps.end();
    await this.#events.end();
  }
}
