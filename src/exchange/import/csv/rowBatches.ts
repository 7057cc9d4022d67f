import { ImportError } from '../importError.ts';
import type { RecordBlock } from './csvRecords.ts';
import { RateWatch } from './rateWatch.ts';
import { type CsvRows, RowBatch } from './rowBatch.ts';
import type { TableLayout } from './tableLayout.ts';

export const ROWS_PER_BATCH = 1000;
/** Nobody wears a sensor through a longer silence and calls it one recording, s. */
const MAX_GAP_S = 3600;

/**
 * The rows behind the header as numbers, in batches of which only the last is shorter.
 * @param blocks without the header
 * @throws ImportError for wrong rows and cells, and times that do not rise at one rate.
 */
export async function* rowBatches(
  path: string,
  layout: TableLayout,
  blocks: AsyncIterable<RecordBlock>,
): AsyncGenerator<CsvRows> {
  const watch = new RateWatch(path, layout.time.name);
  let before: number | null = null;
  let batch: RowBatch | null = null;
  for await (const { records, firstLine } of blocks) {
    for (let i = 0; i < records.length; i++) {
      const cells = records[i];
      if (cells.length === 1 && cells[0].trim() === '') continue;
      const line = firstLine + i;
      batch ??= new RowBatch(path, layout, line, ROWS_PER_BATCH);
      const timeS = batch.add(cells, line);
      if (before !== null) {
        if (timeS <= before) throw notRising(path, layout, line, before, timeS);
        if (timeS - before > MAX_GAP_S) throw jumping(path, layout, line, before, timeS);
        watch.next(line, timeS - before);
      }
      before = timeS;
      if (!batch.isFull) continue;
      yield batch.rows();
      batch = null;
    }
  }
  watch.end();
  if (batch !== null) yield batch.rows();
}

function notRising(
  path: string,
  { time: { name } }: TableLayout,
  line: number,
  before: number,
  timeS: number,
): ImportError {
  const what = timeS === before ? 'the time is the same as' : 'the time goes back from';
  const sentence = `${what} in the row before: ${before} s, then ${timeS} s; valid are rising times.`;
  return new ImportError(path, sentence, { line, column: name });
}

function jumping(
  path: string,
  { time: { name } }: TableLayout,
  line: number,
  before: number,
  timeS: number,
): ImportError {
  const sentence = `the time jumps from ${before} s to ${timeS} s; valid are gaps of up to ${MAX_GAP_S} s; if the time is not in seconds, say its unit in a mapping file.`;
  return new ImportError(path, sentence, { line, column: name });
}
