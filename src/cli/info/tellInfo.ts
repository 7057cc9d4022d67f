import type { Recording } from '../../recording/reader.ts';
import { describeSession } from '../../recording/sidecar/describeSession.ts';
import { readSidecar } from '../../recording/sidecar/sidecarFile.ts';
import type { RecordingSummary } from '../../reprocess/summary/recordingSummary.ts';
import { summarize } from '../../reprocess/summary/summarize.ts';
import { findSyncMarks } from '../../reprocess/syncMarks/findSyncMarks.ts';
import { forceColumns } from '../../reprocess/syncMarks/forceColumns.ts';
import type { InfoFlags } from '../infoFlags.ts';
import { openToRead } from '../openToRead.ts';
import { Progress } from '../progress.ts';
import { infoText } from './infoText.ts';
import { syncText } from './syncText.ts';

/** Prints what is in a recording. @throws CliError, RecordingError */
export async function tellInfo(file: string, flags: InfoFlags): Promise<void> {
  const { json = false, sync = false } = flags;
  const recording = await openToRead(file);
  try {
    const summary = await summarizeWithProgress(recording);
    const { sidecar, problem } = await readSidecar(file);
    if (problem !== null) console.error(`! ${problem}`);
    const described = describeSession(summary.session, sidecar);
    const found = sync ? findSyncMarks(await forceColumns(recording)) : null;
    const all = {
      ...summary,
      described,
      programmeNotes: sidecar.programmeNotes ?? [],
      history: sidecar.history,
      ...(found !== null && { sync: found }),
    };
    if (json) console.log(JSON.stringify(all, null, 2));
    else {
      console.log(infoText(file, summary, described));
      if (found !== null) console.log(`\n${syncText(found, summary)}`);
    }
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
