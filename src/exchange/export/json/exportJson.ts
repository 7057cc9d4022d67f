import type { Recording } from '../../../recording/reader.ts';
import { NewFiles } from '../newFiles.ts';
import {
  type ExportOptions,
  type ExportReport,
  readTables,
  requireResults,
} from '../tables/recordingTables.ts';
import { tableSetOf } from '../tables/tableSet.ts';
import { JSON_FILES, JsonTables } from './jsonTables.ts';

/**
 * Writes session.json and the tables as JSON Lines (one object per line: body.jsonl, reps.jsonl,
 * events.jsonl) into `folder`: all four or, after any failure, none.
 * @throws ExportError when the recording has nothing to export, a file is there already or the
 * disk takes no more; the reason of `signal`
 */
export async function exportJson(
  recording: Recording,
  folder: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  requireResults(recording);
  const files = await NewFiles.create(folder, JSON_FILES);
  return await files.keptAfter(async () => {
    const tables = new JsonTables(files, await tableSetOf(recording, options.signal));
    await tables.begin();
    return await readTables(recording, tables, options);
  });
}
