import { ImportError } from '../importError.ts';
import type { CsvRows } from './rowBatch.ts';
import { samplingRateHz } from './samplingRate.ts';

/** Enough rows for one second at the highest rate. */
const HEAD_ROWS = 2000;
const MIN_DURATION_S = 1;
const MIN_RATE_HZ = 10;
const MAX_RATE_HZ = 2000;

/** The first batches of a table, kept to know its rate before it is read on. */
export interface TableHead {
  readonly batches: readonly CsvRows[];
  /** Nothing follows. */
  readonly isWhole: boolean;
}

export async function headOf(batches: AsyncGenerator<CsvRows>): Promise<TableHead> {
  const head: CsvRows[] = [];
  for (let rows = 0; rows < HEAD_ROWS; ) {
    const { done, value } = await batches.next();
    if (done === true) return { batches: head, isWhole: true };
    head.push(value);
    rows += value.count;
  }
  return { batches: head, isWhole: false };
}

/**
 * @param column name of the time column, for errors
 * @returns the sampling rate, Hz
 * @throws ImportError for too few rows, and a rate that no sensor has.
 */
export function rateOfHead(path: string, column: string, { batches, isWhole }: TableHead): number {
  const timeS = Float64Array.from(batches.flatMap((batch) => [...batch.timeS]));
  const enough = `valid is at least ${MIN_DURATION_S} s`;
  if (timeS.length < 2) {
    const found = timeS.length === 0 ? 'a header row and no other' : 'only one row';
    throw new ImportError(path, `there is ${found} in it; ${enough}.`);
  }
  const rateHz = samplingRateHz(timeS);
  if (!(rateHz >= MIN_RATE_HZ && rateHz <= MAX_RATE_HZ)) {
    throw new ImportError(
      path,
      `the rate comes out as ${Number(rateHz.toPrecision(4))} Hz; valid are ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz; if the time is not in seconds, say its unit in a mapping file.`,
      { column },
    );
  }
  const durationS = timeS[timeS.length - 1] - timeS[0] + 1 / rateHz;
  if (isWhole && durationS < MIN_DURATION_S - 0.5 / rateHz) {
    const found = `${timeS.length} rows, ${Number(durationS.toPrecision(3))} s, are in it`;
    throw new ImportError(path, `${found}; ${enough}.`);
  }
  return rateHz;
}
