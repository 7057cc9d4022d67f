import { parse } from 'csv-parse/sync';

/** The cells of one line. */
export type CsvRecord = readonly string[];

/**
 * Cuts a stream of CSV into records as it comes: no more than one piece and an unfinished record is
 * held. A cell in quotes may hold commas, quotes and line breaks.
 */
export class CsvRecords {
  #rest = '';

  /** Records that this piece of text completes. */
  push(text: string): CsvRecord[] {
    const all = this.#rest + text;
    const end = endOfRecords(all);
    this.#rest = all.slice(end);
    return end === 0 ? [] : recordsOf(all.slice(0, end));
  }

  /** True where the text ended within a record. */
  get isWithinRecord(): boolean {
    return this.#rest !== '';
  }
}

/** Behind the last line break that is not in quotes. */
function endOfRecords(text: string): number {
  let end = 0;
  for (let from = 0; ; ) {
    const open = text.indexOf('"', from);
    const last = text.lastIndexOf('\n', open === -1 ? text.length : open);
    if (last >= from) end = last + 1;
    if (open === -1) return end;
    // A doubled quote closes and opens again, which comes to the same.
    const close = text.indexOf('"', open + 1);
    if (close === -1) return end;
    from = close + 1;
  }
}

/** Without a quote there is nothing to parse, and cutting is three times as fast. */
function recordsOf(text: string): CsvRecord[] {
  if (text.includes('"')) {
    return parse(text, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      // An error as JSON between the rows has quotes where CSV has none.
      relax_quotes: true,
    });
  }
  const lines = (text.includes('\r') ? text.replaceAll('\r\n', '\n') : text).split('\n');
  lines.pop();
  return lines.map((line) => line.split(','));
}
