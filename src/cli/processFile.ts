import { basename } from 'node:path';
import { MIN_MOVEMENT_S, MIN_STANDING_S } from '../body/calibration/windowCalibrator.ts';
import type { Calibration, TimeWindow } from '../model/calibration.ts';
import { type Placement, placementOf, SIDES } from '../model/placement.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import { thresholdWarnings } from '../movement/thresholdWarnings.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import type { Recording } from '../recording/reader.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { FRAMELESS_END_US } from '../reprocess/findCalibration.ts';
import { processRecording } from '../reprocess/processRecording.ts';
import { CliError, UsageError } from './cliError.ts';
import { openToRead } from './openToRead.ts';
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
  readonly offline?: true;
}

/** States of two legs over more than this would not fit the memory of a small machine, s. */
const LONGEST_WINDOW_S = 120;

/**
 * @throws UsageError for windows that are not in the recording
 * @throws CliError, RecordingError when there is nothing to calibrate or the file cannot be written
 */
export async function processFile(file: string, flags: ProcessFlags): Promise<void> {
  const recording = await openToRead(file);
  const progress = new Progress('processing', 1);
  try {
    const { metadata } = recording;
    const base = effectiveSettings(metadata.settings);
    const settings = flags.settings ? await settingsFrom(flags.settings, base) : base;
    for (const warning of thresholdWarnings(settings.thresholds)) {
      console.error(`warning: ${warning}`);
    }
    const standing = windowIn(recording, '--standing', flags.standing);
    const functional = windowIn(recording, '--functional', flags.functional);
    const report = await recordWhole(
      flags.output,
      derived(metadata, settings, flags),
      async (writer, signal) => {
        const onProgress = (share: number): void => {
          signal.throwIfAborted();
          progress.at(share);
        };
        const done = await processRecording(recording, writer, {
          settings,
          standing,
          functional,
          offline: flags.offline === true,
          onProgress,
        });
        if (done.calibration === null) throw nothingToCalibrate(recording, flags, done.placements);
        return { ...done, calibration: done.calibration };
      },
      { firstLogUs: recording.startUs },
    );
    const legs = report.calibration.legs.map(({ side }) => side).join(' and ');
    const share = Math.floor((100 * report.framesWithAngles) / Math.max(1, report.frames));
    console.log(
      `${flags.output}: ${report.frames} frames, ${legs} leg, ${report.reps} reps${share < 99 ? `; only ${share} % of the frames have angles` : ''}`,
    );
    console.log(describe(report.calibration, metadata));
    if (recording.damagedChunks > 0) {
      console.error(`warning: ${recording.damagedChunks} damaged chunks of ${file} were left out`);
    }
  } finally {
    progress.end();
    await recording.close();
  }
}

function derived(
  parent: SessionMetadata,
  settings: PipelineSettings,
  { output, offline }: ProcessFlags,
): SessionMetadata {
  const { method: _, continues: __, ...facts } = parent;
  return {
    ...facts,
    id: basename(output, RECORDING_SUFFIX),
    parent: parent.id,
    ...(offline && { method: 'offline' }),
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
  if (fromUs < endUs && toUs > startUs)
    return { fromUs, toUs: Math.min(toUs, endUs - FRAMELESS_END_US) };
  const [first, last] = [startUs, endUs].map((timeUs) => (timeUs - metadata.startedUs) / 1e6);
  throw new UsageError(
    `${option} ${window.fromS}:${window.toS} is outside the recording, which goes from ${first.toFixed(1)} to ${last.toFixed(1)} s`,
  );
}

function nothingToCalibrate(
  { path, damagedChunks }: Recording,
  { standing, functional }: ProcessFlags,
  placements: readonly Placement[],
): Error {
  const legs = SIDES.filter((side) =>
    (['thigh', 'shank'] as const).every((segment) =>
      placements.includes(placementOf(side, segment)),
    ),
  );
  if (legs.length === 0) {
    const damage = damagedChunks > 0 ? `, and ${damagedChunks} damaged chunks` : '';
    return new CliError(
      `${path} has no leg with thigh and shank sensors; it has ${placements.join(', ') || 'none'}${damage}`,
    );
  }
  const enough = `${MIN_STANDING_S} s of standing and ${MIN_MOVEMENT_S} s of movement`;
  if (!standing && !functional) {
    return new CliError(
      `${path} is too short or broken to calibrate on: thigh and shank of a leg must deliver together for ${enough}`,
    );
  }
  const given = [
    standing && `--standing ${shown(standing)}`,
    functional && `--functional ${shown(functional)}`,
  ];
  return new UsageError(
    `too little was delivered in ${given.filter(Boolean).join(' and ')}; valid are stretches with at least ${enough} of thigh and shank of a leg`,
  );
}

function shown({ fromS, toS }: SecondsWindow): string {
  return `${fromS}:${toS}`;
}

function describe(calibration: Calibration, { startedUs }: SessionMetadata): string {
  const { verdict, method, standing, movement, reasons, legs } = calibration;
  const seconds = ({ fromUs, toUs }: TimeWindow): string =>
    [fromUs, toUs].map((timeUs) => ((timeUs - startedUs) / 1e6).toFixed(1)).join(' to ');
  const lines = [
    `calibration ${verdict}: ${METHOD_WORDS[method]}, standing ${seconds(standing)} s, movement ${seconds(movement)} s`,
    ...legs.map(
      (leg) =>
        `  ${leg.side} leg: flexion ${leg.flexionRangeDeg.toFixed(0)}°, ${(100 * leg.axisShare).toFixed(0)} % about one axis (± ${leg.axisSdDeg.toFixed(1)}°), axes ${leg.refinement === 'none' ? 'not refined' : 'refined by the coupling prior'}`,
    ),
    ...reasons.map((reason) => `  ${reason}`),
  ];
  if (verdict === 'redo') lines.push('  every angle is flagged "uncalibrated"');
  else lines.push('  repetitions are counted from the end of that movement on');
  return lines.join('\n');
}

const METHOD_WORDS: Record<Calibration['method'], string> = {
  'standing+movement': 'found by itself',
  givenWindows: 'on the stretches given',
  assessedMovement: 'from the assessed movement',
  reused: 'axes of an earlier calibration',
};
