import type { Recording } from '../../recording/reader.ts';
import type { RecordingSummary } from '../../reprocess/summary/recordingSummary.ts';
import { summarize } from '../../reprocess/summary/summarize.ts';
import type { InfoFlags } from '../infoFlags.ts';
import { openToRead } from '../openToRead.ts';
import { Progress } from '../progress.ts';
import { infoText } from './infoText.ts';

/** Prints what is in a recording. @throws CliError, RecordingError */
export async function tellInfo(file: string, { json = false }: InfoFlags): Promise<void> {
  const recording = await openToRead(file);
  try {
    const summary = await summarizeWithProgress(recording);
    console.log(json ? JSON.stringify(summary, null, 2) : infoText(file, summary));
  } finally {
    await recording.close();
  }
}

async function summarizeWithProgress(recording: Recording): Promise<RecordingSummary> {
  const progress = new Progress('reading', recording.endUs - recording.startUs);
  try {
    return await summarize(recording, (logUs) => progress.at(logUs - recording.startUs));
  } finally {
    progress.end();
  }
}
