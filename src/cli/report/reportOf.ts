import { keptRepeatability } from '../../hub/repeatabilityStore.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import type { SiteRepeatability } from '../../movement/detectableChange.ts';
import type { Recording } from '../../recording/reader.ts';
import { readSidecar } from '../../recording/sidecar/sidecarFile.ts';
import { CompareError } from '../../report/compare/compareError.ts';
import { compareReports } from '../../report/compare/compareReports.ts';
import { gatherReport } from '../../report/gather/gatherReport.ts';
import { ReportError } from '../../report/gather/reportError.ts';
import type { Report } from '../../report/report.ts';
import { CliError } from '../cliError.ts';
import { openToRead } from '../openToRead.ts';
import { Progress } from '../progress.ts';
import type { ReportFlags } from '../reportFlags.ts';

/**
 * The report of a recording, against an earlier one where that was asked for.
 * @throws CliError, RecordingError
 */
export async function reportOf(
  file: string,
  { against, recordings }: ReportFlags,
): Promise<Report> {
  const recording = await openToRead(file);
  try {
    // Opened before the first is read: a wrong name is told at once.
    const earlier = against === undefined ? null : await openToRead(against);
    try {
      return await withChange(recording, earlier, recordings);
    } finally {
      await earlier?.close();
    }
  } catch (error) {
    if (error instanceof ReportError || error instanceof StateFileError) {
      throw new CliError(error.message);
    }
    throw error instanceof CompareError ? new CliError(`--against: ${error.message}`) : error;
  } finally {
    await recording.close();
  }
}

async function withChange(
  recording: Recording,
  earlier: Recording | null,
  recordings: string,
): Promise<Report> {
  const site = await keptRepeatability(recordings, recording.metadata.settings.task);
  const report = await gathered(recording, site);
  if (earlier === null) return report;
  return { ...report, change: compareReports(report, await gathered(earlier, site), site) };
}

async function gathered(recording: Recording, site: SiteRepeatability | null): Promise<Report> {
  const progress = new Progress('reading', 1);
  const { sidecar: said, problem } = await readSidecar(recording.path);
  if (problem !== null) console.error(`! ${problem}`);
  try {
    return await gatherReport(recording, {
      site,
      said,
      onProgress: (share) => progress.at(share),
    });
  } finally {
    progress.end();
  }
}
