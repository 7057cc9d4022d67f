import { CsvError, parse } from 'csv-parse/sync';
import { ImportError } from '../importError.ts';
import { delimiterOf, delimiterOfDeclaration } from './delimiter.ts';
import type { LineBlock } from './wholeLines.ts';

/** Some lines cut into cells. */
export interface RecordBlock {
  /** One per line; a blank line is a record of one blank cell. */
  readonly records: readonly (readonly string[])[];
  /** Number of the line of the first record, from 1; record i is line `firstLine` + i. */
  readonly firstLine: number;
}

/**
 * Cuts lines into cells at the delimiter that the header shows, or a `sep=` line before it names.
 * @throws ImportError for quotes that do not fit together and line breaks inside of a cell.
 */
export async function* csvRecords(
  path: string,
  blocks: AsyncIterable<LineBlock>,
): AsyncGenerator<RecordBlock> {
  let declared: string | null = null;
  let delimiter: string | null = null;
  for await (const block of blocks) {
    let { text, firstLine } = block;
    while (delimiter === null && text !== '') {
      const [line] = text.split('\n', 1);
      const declaration = delimiterOfDeclaration(path, line, firstLine);
      if (declaration === null && line.trim() !== '') {
        refuseBareReturns(path, line, firstLine);
        delimiter = declared ?? delimiterOf(line);
        break;
      }
      declared ??= declaration;
      text = text.slice(line.length + 1);
      firstLine++;
    }
    if (delimiter === null) continue;
    yield { records: recordsOf(path, text, firstLine, delimiter), firstLine };
  }
}

function refuseBareReturns(path: string, header: string, line: number): void {
  if (!/\r(?!$)/.test(header)) return;
  const sentence = 'lines end with a carriage return alone; valid is a line feed, or both.';
  throw new ImportError(path, sentence, { line });
}

/** Without a quote there is nothing to parse, and a long table is read three times as fast. */
function recordsOf(path: string, text: string, firstLine: number, delimiter: string): string[][] {
  if (text.includes('"')) return parsed(path, text, firstLine, delimiter);
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  return lines.map((line) => line.split(delimiter));
}

function parsed(path: string, text: string, firstLine: number, delimiter: string): string[][] {
  let records: string[][];
  try {
    records = parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw quoteError(path, firstLine + lineIn(error) - 1, error);
  }
  const broken = records.findIndex((cells) => cells.some((cell) => cell.includes('\n')));
  if (broken !== -1) throw quoteError(path, firstLine + broken);
  return records;
}

function lineIn(error: CsvError): number {
  return 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
}

function quoteError(path: string, line: number, cause?: CsvError): ImportError {
  return new ImportError(
    path,
    'a quote is out of place or not closed; valid are quotes around a whole cell, doubled inside of it, both on one line.',
    { line, cause },
  );
}
