import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { exportCsv } from '../../../src/exchange/export/csv/exportCsv.ts';
import type {
  ExportOptions,
  ExportReport,
} from '../../../src/exchange/export/tables/recordingTables.ts';
import type { Recording } from '../../../src/recording/reader.ts';
import { opened } from '../../recording/opened.ts';
import { temporaryFolder } from '../../recording/session.ts';

/** Squats of two simulated legs, with calibration and reps. */
export const SAMPLE = fileURLToPath(
  new URL('../../../recordings/samples/squats.mcap', import.meta.url),
);

export type Row = Readonly<Record<string, string>>;

/** The same recording as CSV: what another format has to agree with. */
export async function csvOf(path: string): Promise<Record<'body' | 'reps' | 'events', Row[]>> {
  const folder = await exportedBy(exportCsv, path);
  const table = async (name: string): Promise<Row[]> =>
    parse(await readFile(join(folder, `${name}.csv`)), { columns: true });
  return {
    body: await table('body'),
    reps: await table('reps'),
    events: await table('events'),
  };
}

/** A new folder that this export wrote a recording into. */
export async function exportedBy(
  write: (recording: Recording, folder: string, options?: ExportOptions) => Promise<ExportReport>,
  path: string,
): Promise<string> {
  const folder = join(await temporaryFolder(), 'out');
  await write(await opened(path), folder);
  return folder;
}
