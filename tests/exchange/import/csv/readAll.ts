import {
  openSensorCsv,
  type SensorCsvOptions,
} from '../../../../src/exchange/import/csv/openSensorCsv.ts';
import type { CsvRows } from '../../../../src/exchange/import/csv/rowBatch.ts';
import type { SensorCsv } from '../../../../src/exchange/import/csv/sensorCsvFile.ts';

export interface ReadTable extends Pick<SensorCsv, 'sensors' | 'ignoredColumns' | 'rateHz'> {
  readonly batches: readonly CsvRows[];
  readonly timeS: readonly number[];
}

/** A whole table; closes the file whatever happens. */
export async function readAll(path: string, options: SensorCsvOptions = {}): Promise<ReadTable> {
  const table = await openSensorCsv(path, options);
  try {
    const batches: CsvRows[] = [];
    for await (const rows of table.rows()) batches.push(rows);
    const { sensors, ignoredColumns, rateHz } = table;
    const timeS = batches.flatMap((rows) => [...rows.timeS]);
    return { sensors, ignoredColumns, rateHz, batches, timeS };
  } finally {
    await table.close();
  }
}
