import type { Recording } from '../../../recording/reader.ts';
import { NewFiles } from '../newFiles.ts';
import {
  type ExportOptions,
  type ExportReport,
  readTables,
  requireResults,
} from '../tables/recordingTables.ts';
import { tableSetOf } from '../tables/tableSet.ts';
import { CsvTables, TABLES } from './csvTables.ts';

/**
 * Writes body.csv, reps.csv, events.csv and columns.csv of a recording into `folder`, which is
 * made if needed: all four or, after any failure, none. The same recording gives the same bytes.
 * @throws ExportError when the recording has nothing to export, a file is there already or the
 * disk takes no more; the reason of `signal`
 */
export async function exportCsv(
  recording: Recording,
  folder: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  requireResults(recording);
  const files = await NewFiles.create(folder, TABLES);
  return await files.keptAfter(async () => {
    const tables = new CsvTables(files, await tableSetOf(recording, options.signal));
    await tables.begin();
    return await readTables(recording, tables, options);
  });
}
