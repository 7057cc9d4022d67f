import { keptRepeatability } from '../../hub/repeatabilityStore.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import type { SiteRepeatability } from '../../movement/detectableChange.ts';
import type { Recording } from '../../recording/reader.ts';
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
export async function reportOf(file: string, flags: ReportFlags): Promise<Report> {
  const { against, recordings } = flags;
  try {
    const { report, site } = await gathered(file, recordings);
    if (against === undefined) return report;
    const earlier = await gathered(against, recordings);
    return { ...report, change: compareReports(report, earlier.report, site) };
  } catch (error) {
    if (error instanceof ReportError || error instanceof StateFileError) {
      throw new CliError(error.message);
    }
    throw error instanceof CompareError ? new CliError(`--against: ${error.message}`) : error;
  }
}

async function gathered(
  file: string,
  recordings: string,
): Promise<{ readonly report: Report; readonly site: SiteRepeatability | null }> {
  const recording = await openToRead(file);
  try {
    const site = await keptRepeatability(recordings, recording.metadata.settings.task);
    return { report: await withProgress(recording, site), site };
  } finally {
    await recording.close();
  }
}

async function withProgress(recording: Recording, site: SiteRepeatability | null): Promise<Report> {
  const progress = new Progress('reading', 1);
  try {
    return await gatherReport(recording, { site, onProgress: (share) => progress.at(share) });
  } finally {
    progress.end();
  }
}
