import type { Recording } from '../../recording/reader.ts';
import { describeSession } from '../../recording/sidecar/describeSession.ts';
import { readSidecar } from '../../recording/sidecar/sidecarFile.ts';
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
    const { sidecar, problem } = await readSidecar(file);
    if (problem !== null) console.error(`! ${problem}`);
    const described = describeSession(summary.session, sidecar);
    const all = { ...summary, described, history: sidecar.history };
    console.log(json ? JSON.stringify(all, null, 2) : infoText(file, summary, described));
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
