import type { Calibration } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { Recording } from '../recording/reader.ts';
import type { RecordingWriter } from '../recording/writer.ts';
import { timeOf } from './inputs.ts';
import { pipelineFor } from './recompute.ts';
import { ResultTally } from './resultTally.ts';

export interface AsRecordedReport {
  /** Those that came about in it, in order. */
  readonly calibrations: readonly Calibration[];
  readonly frames: number;
  /** Those in which every leg of the latest calibration has its angles. */
  readonly framesWithAngles: number;
  readonly reps: number;
}

/**
 * Computes a recording anew into `writer` by the very inputs it has, in their order: with its settings
 * this gives its frames and events again, and with others what those settings change and nothing else.
 * @param onProgress told how far the whole job is, 0..1; ends the job by throwing
 */
export async function processAsRecorded(
  recording: Recording,
  writer: RecordingWriter,
  settings: PipelineSettings,
  onProgress: (share: number) => void,
): Promise<AsRecordedReport> {
  const { startUs, endUs } = recording;
  const pipeline = await pipelineFor(recording, settings);
  const tally = new ResultTally();
  const push = (input: PipelineInput): void => {
    writer.writeInput(input);
    const output = pipeline.push(input);
    writer.writeOutput(output);
    tally.count(output);
    onProgress((timeOf(input) - startUs) / Math.max(1, endUs - startUs));
  };
  for await (const batch of recording.batches(['packet', 'input', 'truth', 'truthEvent'])) {
    for (const item of batch) {
      if (item.kind === 'truth') writer.writeTruth(item.truth, item.logUs);
      else if (item.kind === 'truthEvent') writer.writeTruthEvent(item.truthEvent, item.logUs);
      else push(item.kind === 'packet' ? { type: 'packet', packet: item.packet } : item.input);
    }
    await writer.settled();
  }
  const { calibrations, frames, framesWithAngles, reps } = tally;
  return { calibrations, frames, framesWithAngles, reps };
}
