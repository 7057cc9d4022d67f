import { basename } from 'node:path';
import { MIN_MOVEMENT_S, MIN_STANDING_S } from '../body/calibration/windowCalibrator.ts';
import type { TimeWindow } from '../model/calibration.ts';
import { type Placement, placementOf, SIDES } from '../model/placement.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import { thresholdWarnings } from '../movement/thresholdWarnings.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import type { Recording } from '../recording/reader.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { unknownText } from '../recording/unknownMessages.ts';
import { descentFrom } from '../reprocess/descent.ts';
import { FRAMELESS_END_US } from '../reprocess/findCalibration.ts';
import { CalibrationMisfit } from '../reprocess/givenCalibration.ts';
import { packetsHashOf } from '../reprocess/packetsHash.ts';
import { processRecording } from '../reprocess/processRecording.ts';
import { CliError, UsageError } from './cliError.ts';
import { openToRead } from './openToRead.ts';
import type { SecondsWindow } from './options.ts';
import { countedReps, recordAsRecorded } from './process/asRecorded.ts';
import { describeCalibration } from './process/describeCalibration.ts';
import { givenCalibrationFrom } from './process/givenCalibrationFrom.ts';
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
  readonly calibration?: string;
  readonly offline?: true;
  readonly asRecorded?: true;
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
    checkTogether(flags);
    const settings = flags.settings ? await settingsFrom(flags.settings, base) : base;
    for (const warning of thresholdWarnings(settings.thresholds)) {
      console.error(`warning: ${warning}`);
    }
    const session = derived(metadata, settings, flags, {
      file: basename(file),
      packetsHash: await packetsHashOf(recording),
    });
    if (flags.asRecorded) await recordAsRecorded(recording, flags.output, session, progress);
    else await recordAnew(recording, session, flags, progress);
    if (recording.damagedChunks > 0) {
      console.error(`warning: ${recording.damagedChunks} damaged chunks of ${file} were left out`);
    }
    const unknown = unknownText(recording.unknownMessages);
    if (unknown !== null) console.error(`warning: ${unknown} were left out`);
  } finally {
    progress.end();
    await recording.close();
  }
}

/** With a calibration that is found or given, and every sample in its place. */
async function recordAnew(
  recording: Recording,
  session: SessionMetadata,
  flags: ProcessFlags,
  progress: Progress,
): Promise<void> {
  const { output } = flags;
  const standing = windowIn(recording, '--standing', flags.standing);
  const functional = windowIn(recording, '--functional', flags.functional);
  const given = flags.calibration && (await givenCalibrationFrom(flags.calibration, session));
  const report = await recordWhole(
    output,
    session,
    async (writer, signal) => {
      const onProgress = (share: number): void => {
        signal.throwIfAborted();
        progress.at(share);
      };
      const done = await processRecording(recording, writer, {
        settings: session.settings,
        standing,
        functional,
        ...(given && { given }),
        offline: flags.offline === true,
        onProgress,
      });
      if (done.calibration === null) throw nothingToCalibrate(recording, flags, done.placements);
      return { ...done, calibration: done.calibration };
    },
    { firstLogUs: recording.startUs },
  ).catch((error: unknown) => {
    if (!(error instanceof CalibrationMisfit)) throw error;
    throw new CliError(`${flags.calibration} does not fit ${recording.path}: ${error.message}`);
  });
  const legs = report.calibration.legs.map(({ side }) => side).join(' and ');
  console.log(`${output}: ${report.frames} frames, ${legs} leg, ${countedReps(report)}`);
  console.log(describeCalibration(report.calibration, session));
  if (flags.calibration) console.log(`  taken from ${flags.calibration}`);
}

/** @throws UsageError for options of which one makes the other void */
function checkTogether(flags: ProcessFlags): void {
  const { asRecorded, calibration, standing, functional, offline } = flags;
  const ways = [
    asRecorded && '--as-recorded',
    calibration && '--calibration',
    (standing || functional) && '--standing and --functional',
  ].filter((word) => typeof word === 'string');
  if (asRecorded && offline) ways.push('--offline');
  if (ways.length > 1) {
    throw new UsageError(`${ways.join(', ')} exclude each other: valid is one of them`);
  }
}

function derived(
  parent: SessionMetadata,
  settings: PipelineSettings,
  { output, offline, asRecorded }: ProcessFlags,
  { file, packetsHash }: { readonly file: string; readonly packetsHash: string },
): SessionMetadata {
  const { method, continues: _, ...facts } = parent;
  return {
    ...facts,
    id: basename(output, RECORDING_SUFFIX),
    ...descentFrom(parent, file, packetsHash),
    ...((offline || (asRecorded && method)) && { method: 'offline' }),
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
