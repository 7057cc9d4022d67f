import { basename } from 'node:path';
import type { Calibration, TimeWindow } from '../model/calibration.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { openRecording, type Recording } from '../recording/reader.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { LAST_US } from '../reprocess/findCalibration.ts';
import { processRecording } from '../reprocess/processRecording.ts';
import { CliError, UsageError } from './cliError.ts';
import type { SecondsWindow } from './options.ts';
import { Progress } from './progress.ts';
import { SOFTWARE } from './projectFolder.ts';
import { recordWhole } from './recordWhole.ts';
import { settingsFrom } from './settingsFile.ts';

/** What the command line of `process` gave. */
export interface ProcessFlags {
  readonly output: string;
  readonly standing?: SecondsWindow;
  readonly functional?: SecondsWindow;
  readonly settings?: string;
}

/** States of two legs over more than this would not fit the memory of a small machine, s. */
const LONGEST_WINDOW_S = 120;

/**
 * @throws UsageError for windows that are not in the recording
 * @throws CliError, RecordingError when there is nothing to calibrate or the file cannot be written
 */
export async function processFile(file: string, flags: ProcessFlags): Promise<void> {
  const recording = await openRecording(file);
  try {
    const { metadata } = recording;
    const settings = flags.settings
      ? await settingsFrom(flags.settings, metadata.settings)
      : metadata.settings;
    const standing = windowIn(recording, '--standing', flags.standing);
    const functional = windowIn(recording, '--functional', flags.functional);
    const progress = new Progress('processing', 1);
    const report = await recordWhole(
      flags.output,
      derived(metadata, settings, flags.output),
      async (writer, interrupted) => {
        const onProgress = (share: number): void => {
          interrupted.throwIfAborted();
          progress.at(share);
        };
        const done = await processRecording(recording, writer, {
          settings,
          standing,
          functional,
          onProgress,
        });
        if (done.calibration === null) throw new CliError(nothingToCalibrate(recording));
        return { ...done, calibration: done.calibration };
      },
    );
    progress.end();
    const legs = report.legs.length > 0 ? report.legs.join(' and ') : 'no';
    console.log(`${flags.output}: ${report.frames} frames, ${legs} leg, ${report.reps} reps`);
    console.log(describe(report.calibration, metadata));
    if (recording.damagedChunks > 0) {
      console.error(`warning: ${recording.damagedChunks} damaged chunks of ${file} were left out`);
    }
  } finally {
    await recording.close();
  }
}

function derived(
  parent: SessionMetadata,
  settings: PipelineSettings,
  output: string,
): SessionMetadata {
  return {
    ...parent,
    id: basename(output, RECORDING_SUFFIX),
    parent: parent.id,
    software: SOFTWARE,
    settings,
    settingsHash: settingsHash(settings),
  };
}

function windowIn(
  { metadata, startUs, endUs }: Recording,
  option: string,
  window: SecondsWindow | undefined,
): TimeWindow | null {
  if (!window) return null;
  const fromUs = metadata.startedUs + window.fromS * 1e6;
  const toUs = metadata.startedUs + window.toS * 1e6;
  if (window.toS - window.fromS > LONGEST_WINDOW_S) {
    throw new UsageError(
      `${option} spans ${window.toS - window.fromS} s; valid are up to ${LONGEST_WINDOW_S} s`,
    );
  }
  if (fromUs < endUs && toUs > startUs) return { fromUs, toUs: Math.min(toUs, endUs - LAST_US) };
  const [first, last] = [startUs, endUs].map((timeUs) => (timeUs - metadata.startedUs) / 1e6);
  throw new UsageError(
    `${option} ${window.fromS}:${window.toS} is outside the recording, which goes from ${first.toFixed(1)} to ${last.toFixed(1)} s`,
  );
}

function nothingToCalibrate({ path, counts }: Recording): string {
  const sensors = [...counts.keys()]
    .filter((topic) => topic.startsWith('/packets/'))
    .map((topic) => topic.slice('/packets/'.length));
  return `${path} has no stretch of 0.5 s of standing and 2 s of movement in which thigh and shank of one leg both delivered; its sensors are ${sensors.join(', ') || 'none'}`;
}

function describe(calibration: Calibration, { startedUs }: SessionMetadata): string {
  const { verdict, method, standingS, movementS, timeUs, reasons, legs } = calibration;
  const doneS = (timeUs - startedUs) / 1e6;
  const lines = [
    `calibration ${verdict}: ${METHOD_WORDS[method]}, ${standingS.toFixed(1)} s of standing and ${movementS.toFixed(1)} s of movement that ended at ${doneS.toFixed(1)} s`,
    ...legs.map(
      (leg) =>
        `  ${leg.side} leg: flexion ${leg.flexionRangeDeg.toFixed(0)}°, ${(100 * leg.axisShare).toFixed(0)} % about one axis (± ${leg.axisSdDeg.toFixed(1)}°), axes ${leg.refinement === 'none' ? 'not refined' : 'refined by the coupling prior'}`,
    ),
    ...reasons.map((reason) => `  ${reason}`),
  ];
  if (verdict === 'redo') lines.push('  every angle is flagged "uncalibrated"');
  return lines.join('\n');
}

const METHOD_WORDS: Record<Calibration['method'], string> = {
  'standing+movement': 'found by itself',
  givenWindows: 'on the stretches given',
  assessedMovement: 'from the assessed movement',
};
