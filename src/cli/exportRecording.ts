import { exportCsv } from '../exchange/export/csv/exportCsv.ts';
import { ExportError } from '../exchange/export/exportError.ts';
import type { ExportReport } from '../exchange/export/tables/recordingTables.ts';
import type { Recording } from '../recording/reader.ts';
import { CliError } from './cliError.ts';
import type { ExportFlags } from './exportFlags.ts';
import { interruptible } from './interruptible.ts';
import { openToRead } from './openToRead.ts';
import { Progress } from './progress.ts';

/**
 * Writes the tables of a recording into a folder, or leaves nothing there.
 * @throws CliError, RecordingError
 */
export async function exportRecording(file: string, flags: ExportFlags): Promise<void> {
  const recording = await openToRead(file);
  try {
    const written = await interruptible(
      `interrupted: nothing is kept in ${flags.output}`,
      (signal) => exportWithProgress(recording, flags.output, signal),
    );
    if (written.damagedChunks > 0) {
      console.error(
        `! ${file} is damaged: what ${written.damagedChunks} of its chunks held is missing`,
      );
    }
    console.log(
      `${flags.output}: ${written.frames} frames, ${written.reps} reps and ${written.events} events of ${file}`,
    );
  } finally {
    await recording.close();
  }
}

async function exportWithProgress(
  recording: Recording,
  folder: string,
  signal: AbortSignal,
): Promise<ExportReport> {
  const progress = new Progress('exporting', recording.endUs - recording.startUs);
  try {
    return await exportCsv(recording, folder, {
      signal,
      onProgress: (logUs) => progress.at(logUs - recording.startUs),
    });
  } catch (error) {
    throw error instanceof ExportError ? new CliError(error.message) : error;
  } finally {
    progress.end();
  }
}
