import type { ImportFile } from '../importFile.ts';
import type { RecordBlock } from './csvRecords.ts';
import type { CsvRows } from './rowBatch.ts';
import type { CsvSensor, TableLayout } from './tableLayout.ts';

/** An opened table of sensor samples. */
export interface SensorCsv {
  readonly sensors: readonly CsvSensor[];
  /** Names of the columns that nothing is read from, in the order of the file. */
  readonly ignoredColumns: readonly string[];
  /** Sampling rate by the first 2000 rows, Hz. */
  readonly rateHz: number;
  /**
   * All rows, once, in batches of 1000; memory stays flat however long the file is.
   * @throws ImportError for what is wrong further down in the file.
   */
  rows(): AsyncGenerator<CsvRows>;
  close(): Promise<void>;
}

/** The generators behind an opened table, outermost last. */
export interface TableStream {
  readonly file: ImportFile;
  readonly blocks: AsyncGenerator<RecordBlock>;
  readonly batches: AsyncGenerator<CsvRows>;
}

export class SensorCsvFile implements SensorCsv {
  readonly sensors: readonly CsvSensor[];
  readonly ignoredColumns: readonly string[];
  readonly rateHz: number;
  readonly #stream: TableStream;
  #head: readonly CsvRows[] | null;
  #closing: Promise<void> | null = null;

  /** `head`: batches that were read from `stream` already. */
  constructor(layout: TableLayout, rateHz: number, head: readonly CsvRows[], stream: TableStream) {
    this.sensors = layout.sensors;
    this.ignoredColumns = layout.ignoredColumns;
    this.rateHz = rateHz;
    this.#head = head;
    this.#stream = stream;
  }

  async *rows(): AsyncGenerator<CsvRows> {
    if (this.#head === null) throw new Error('rows() was called before; valid is once');
    const head = this.#head;
    this.#head = null;
    yield* head;
    yield* this.#stream.batches;
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    const { file, blocks, batches } = this.#stream;
    await batches.return(undefined);
    await blocks.return(undefined);
    await file.close();
  }
}
