import { join } from 'node:path';
import { exportBids } from '../exchange/export/bids/exportBids.ts';
import { exportCsv } from '../exchange/export/csv/exportCsv.ts';
import { ExportError } from '../exchange/export/exportError.ts';
import type { ExportFormat } from '../exchange/export/formats.ts';
import { exportJson } from '../exchange/export/json/exportJson.ts';
import { exportMcap } from '../exchange/export/mcap/exportMcap.ts';
import { exportOpenSim } from '../exchange/export/opensim/exportOpenSim.ts';
import { exportParquet } from '../exchange/export/parquet/exportParquet.ts';
import type { ExportOptions, ExportReport } from '../exchange/export/tables/recordingTables.ts';
import type { Recording } from '../recording/reader.ts';
import { unknownText } from '../recording/unknownMessages.ts';
import { CliError, UsageError } from './cliError.ts';
import type { ExportFlags } from './exportFlags.ts';
import { interruptible } from './interruptible.ts';
import { filesIn, noteMade } from './noteMade.ts';
import { openToRead } from './openToRead.ts';
import { Progress } from './progress.ts';

type ExportOne = (
  recording: Recording,
  folder: string,
  options: ExportOptions,
) => Promise<ExportReport>;

const EXPORTERS: Readonly<Record<Exclude<ExportFormat, 'bids'>, ExportOne>> = {
  csv: exportCsv,
  parquet: exportParquet,
  opensim: async (recording, folder, options) => {
    const report = await exportOpenSim(recording, folder, options);
    const leftOut = report.leftOut.map(({ side, name }) => `${side} ${name}`);
    if (leftOut.length > 0) {
      console.error(
        `! ${recording.path}: known in less than half of the frames and left out: ${leftOut.join(', ')}`,
      );
    }
    return report;
  },
  json: exportJson,
  mcap: exportMcap,
};

/**
 * Writes recordings into a folder; what is not whole leaves nothing there.
 * @throws UsageError where two recordings would have the same folder
 * @throws CliError, RecordingError
 */
export async function exportRecordings(
  paths: readonly string[],
  flags: ExportFlags,
): Promise<void> {
  const recordings: Recording[] = [];
  try {
    for (const path of paths) recordings.push(await openToRead(path));
    const folders = foldersOf(recordings, flags);
    await interruptible(
      `interrupted: nothing that is not whole is kept in ${flags.output}`,
      (signal) => exportAll(recordings, folders, flags, signal),
    );
  } finally {
    for (const recording of recordings) await recording.close();
  }
}

/** The folder of each recording. */
function foldersOf(recordings: readonly Recording[], { format, output }: ExportFlags): string[] {
  if (recordings.length === 1 || format === 'bids') return recordings.map(() => output);
  const folders = recordings.map(({ metadata }) => join(output, metadata.id));
  for (const [i, folder] of folders.entries()) {
    const twin = folders.indexOf(folder);
    if (twin === i) continue;
    throw new UsageError(
      `${recordings[twin].path} and ${recordings[i].path} are both recording ${recordings[i].metadata.id}; give each recording once`,
    );
  }
  return folders;
}

async function exportAll(
  recordings: readonly Recording[],
  folders: readonly string[],
  { format, output }: ExportFlags,
  signal: AbortSignal,
): Promise<void> {
  const spans = recordings.map(({ startUs, endUs }) => endUs - startUs);
  const progress = new Progress('exporting', sum(spans));
  const at = (recording: Recording, logUs: number): void => {
    const before = sum(spans.slice(0, recordings.indexOf(recording)));
    progress.at(before + logUs - recording.startUs);
  };
  try {
    if (format === 'bids') {
      const before = await filesIn(output);
      const report = await exportBids(recordings, output, { signal, onProgress: at });
      await noteMade(recordings, output, before);
      for (const recording of recordings) tellUnknown(recording);
      tell(output, recordings.map(({ path }) => path).join(', '), report, format);
      return;
    }
    for (const [i, recording] of recordings.entries()) {
      const before = await filesIn(folders[i]);
      const report = await EXPORTERS[format](recording, folders[i], {
        signal,
        onProgress: (logUs) => at(recording, logUs),
      });
      await noteMade([recording], folders[i], before);
      // A copy has them all the same.
      if (format !== 'mcap') tellUnknown(recording);
      tell(folders[i], recording.path, report, format);
    }
  } catch (error) {
    throw error instanceof ExportError ? new CliError(error.message) : error;
  } finally {
    progress.end();
  }
}

function tell(folder: string, files: string, report: ExportReport, format: ExportFormat): void {
  const { frames, reps, events, damagedChunks } = report;
  if (damagedChunks > 0) {
    console.error(`! ${files} is damaged: what ${damagedChunks} of its chunks held is missing`);
  }
  const what =
    format === 'opensim'
      ? `${frames} frames`
      : `${frames} frames, ${reps} reps and ${events} events`;
  console.log(`${folder}: ${what} of ${files}`);
}

function tellUnknown({ path, unknownMessages }: Recording): void {
  const unknown = unknownText(unknownMessages);
  if (unknown !== null) console.error(`! ${path}: ${unknown} were left out`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
