import type { CsvRecord } from './csvRecords.ts';

/** Rows of an answer that share their columns. */
export interface AnswerBlock {
  /** `name` (the measurement), `tags` (of a GROUP BY), then those that were asked for. */
  readonly columns: readonly string[];
  readonly records: readonly CsvRecord[];
}

/**
 * A second statement behind the one that was asked. Servers of 1.x and 2.x leave errors out of an
 * answer in CSV, so that one of a query that failed, at once or half-way, looks like a whole one; but
 * they execute nothing behind a statement that failed. Their answer to this is an end that can be seen.
 */
export const END_STATEMENT = 'SHOW DATABASES';
const END_COLUMNS = ['name', 'tags', 'name'] as const;

/** Tells headers, rows, errors and the end in the records of one answer. */
export class AnswerReader {
  #columns: CsvRecord | null = null;
  /** What stands behind a header that looks like the end; null before there was one. */
  #ending: CsvRecord[] | null = null;
  #error: string | null = null;

  /** True when the answer to the second statement came, and nothing behind it. */
  get hasEnd(): boolean {
    return this.#ending !== null;
  }

  /** What the server wrote into the answer in place of rows; null where it did not. */
  get error(): string | null {
    return this.#error;
  }

  /** Blocks in what came, rows behind another header apart. */
  push(records: readonly CsvRecord[]): AnswerBlock[] {
    const blocks: AnswerBlock[] = [];
    let from = 0;
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      if (record.length > 2 && this.#columns !== null && !this.#isHeader(record)) continue;
      this.#rows(records.slice(from, i), blocks);
      from = i + 1;
      if (isError(record) || this.#error !== null) this.#addError(record);
      else if (record.length > 2) this.#begin(record, blocks);
      // A blank line stands before the header of the next statement.
      else this.#columns = null;
    }
    this.#rows(records.slice(from), blocks);
    return blocks;
  }

  /** Some versions write it again with every chunk. */
  #isHeader(record: CsvRecord): boolean {
    return record[0] === 'name' && record[1] === 'tags' && record[2] === this.#columns?.[2];
  }

  #begin(header: CsvRecord, blocks: AnswerBlock[]): void {
    if (this.#ending !== null) {
      // What looked like the end was what had been asked for.
      if (this.#ending.length > 0) blocks.push({ columns: END_COLUMNS, records: this.#ending });
      this.#ending = null;
    }
    this.#columns = header;
    if (header.join() === END_COLUMNS.join()) this.#ending = [];
  }

  #rows(records: readonly CsvRecord[], blocks: AnswerBlock[]): void {
    if (records.length === 0 || this.#columns === null) return;
    if (this.#ending !== null) this.#ending.push(...records);
    else blocks.push({ columns: this.#columns, records });
  }

  #addError(record: CsvRecord): void {
    const [first] = record;
    const said = first === 'error' ? '' : record.join();
    this.#error = (this.#error ?? '') + said;
  }
}

/** In CSV a line of its own with the text below it, in JSON what some versions fall back to. */
function isError(record: CsvRecord): boolean {
  return (record.length === 1 && record[0] === 'error') || record[0].startsWith('{"error"');
}
