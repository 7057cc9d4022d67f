import type { SessionMetadata } from '../../model/session.ts';
import type { Recording } from '../../recording/reader.ts';
import { processAsRecorded } from '../../reprocess/processAsRecorded.ts';
import type { Progress } from '../progress.ts';
import { recordWhole } from '../recordWhole.ts';
import { describeCalibration } from './describeCalibration.ts';

/**
 * Writes a recording anew by its own inputs, and says what came of it.
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */
export async function recordAsRecorded(
  recording: Recording,
  output: string,
  session: SessionMetadata,
  progress: Progress,
): Promise<void> {
  const report = await recordWhole(
    output,
    session,
    (writer, signal) =>
      processAsRecorded(recording, writer, session.settings, (share) => {
        signal.throwIfAborted();
        progress.at(share);
      }),
    { firstLogUs: recording.startUs },
  );
  console.log(`${output}: ${report.frames} frames as recorded, ${countedReps(report)}`);
  for (const calibration of report.calibrations) {
    console.log(describeCalibration(calibration, session));
  }
}

/** `6 reps`, and how many frames have angles where that is not nearly all. */
export function countedReps(report: {
  readonly frames: number;
  readonly framesWithAngles: number;
  readonly reps: number;
}): string {
  const share = Math.floor((100 * report.framesWithAngles) / Math.max(1, report.frames));
  const lacking = share < 99 ? `; only ${share} % of the frames have angles` : '';
  return `${report.reps} reps${lacking}`;
}
