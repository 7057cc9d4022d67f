import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { sessionFields } from '../../../recording/sessionRecord.ts';
import type { Zstd } from '../../../recording/zstd.ts';
import type { CellValue, TableColumn } from '../tables/column.ts';
import type { TableSet } from '../tables/tableSet.ts';
import { ColumnBuffer, parquetColumn } from './columnBuffer.ts';

/** Two legs then wait in some ten megabytes, and a column of them still compresses well. */
export const ROWS_PER_GROUP = 10_000;

/** One Parquet file, row group after row group. */
export class ParquetTable {
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  readonly #columns: readonly ColumnBuffer[];
  readonly #bytes = new ByteWriter();
  readonly #parquet: ParquetWriter;
  #next = 0;
  #rows = 0;

  constructor(
    columns: readonly TableColumn[],
    { session }: TableSet,
    zstd: Zstd,
    write: (bytes: Uint8Array) => Promise<void>,
  ) {
    this.#write = write;
    this.#columns = columns.map((column) => new ColumnBuffer(column));
    this.#parquet = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({
        columnData: columns.map((column) => ({ ...parquetColumn(column), data: [] })),
      }),
      codec: 'ZSTD',
      // The compressor gives a view of its own memory, which the next page would overwrite.
      compressors: { ZSTD: (page) => Uint8Array.from(zstd.compress(page)) },
      kvMetadata: [
        { key: 'plumbline.columns', value: JSON.stringify(columns.map(described)) },
        ...Array.from(sessionFields(session), ([key, value]) => ({
          key: `plumbline.session.${key}`,
          value,
        })),
      ],
      createdBy: `plumbline ${session.software}`,
    });
  }

  /** The next cell of the row; the row is whole with the last column. */
  add(value: CellValue): void {
    this.#columns[this.#next++].add(value);
    if (this.#next < this.#columns.length) return;
    this.#next = 0;
    this.#rows++;
  }

  /** Writes a row group where enough rows wait for one. */
  async flush(): Promise<void> {
    if (this.#rows >= ROWS_PER_GROUP) await this.#writeGroup();
  }

  async end(): Promise<void> {
    if (this.#rows > 0) await this.#writeGroup();
    await this.#parquet.finish();
    await this.#drain();
  }

  async #writeGroup(): Promise<void> {
    const columnData = this.#columns.map((column) => column.take());
    await this.#parquet.write({ columnData, rowGroupSize: this.#rows });
    this.#rows = 0;
    await this.#drain();
  }

  async #drain(): Promise<void> {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    await this.#write(bytes);
  }
}

function described({ name, unit, quality, meaning }: TableColumn): Omit<TableColumn, 'kind'> {
  return { name, unit, quality, meaning };
}
