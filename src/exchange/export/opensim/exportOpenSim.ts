import type { BodyFrame } from '../../../model/bodyFrame.ts';
import { qualityWord } from '../../../model/quality.ts';
import type { Recording } from '../../../recording/reader.ts';
import { ExportError } from '../exportError.ts';
import { NewFiles } from '../newFiles.ts';
import { secondsFrom } from '../tables/column.ts';
import {
  type ExportOptions,
  type ExportReport,
  requireResults,
} from '../tables/recordingTables.ts';
import { coordinateNames, coordinateValues, type Part } from './coordinates.ts';
import { hasAll, type KnownParts, knownParts } from './knownParts.ts';
import { motionHead, motionRow, orientationsHead, orientationsRow } from './openSimText.ts';
import { SensorAttitudes } from './sensorAttitudes.ts';

export const OPENSIM_FILES = [
  'orientations.sto',
  'calibration_pose.sto',
  'angles.mot',
  'quality.csv',
] as const;

type Files = NewFiles<(typeof OPENSIM_FILES)[number]>;

export interface OpenSimReport extends ExportReport {
  /** Joints that are known in too few frames to be a column. */
  readonly leftOut: readonly Part[];
}

/**
 * Writes what OpenSense and OpenSim read, all of the same frames: attitudes of the sensors, the
 * same in a model's default pose as a file of one row, and joint angles; quality.csv has the
 * quality words of the rows, for which those files have no place. A frame in which a column cannot
 * be stated is no row. All four files or, after any failure, none.
 * @throws ExportError when no frame has angles, a file is there already or the disk takes no more;
 * the reason of `signal`
 */
export async function exportOpenSim(
  recording: Recording,
  folder: string,
  options: ExportOptions = {},
): Promise<OpenSimReport> {
  requireResults(recording);
  const files = await NewFiles.create(folder, OPENSIM_FILES);
  return await files.keptAfter(async () => {
    const known = await knownParts(recording, options.signal);
    if (known.rows === 0) {
      throw new ExportError(
        recording.path,
        `${recording.path} has no frame with angles, and OpenSim takes no blank ones: calibrate it with "plumbline process" and export what that gives.`,
      );
    }
    await fill(files, recording, known, options);
    const { rows, leftOut } = known;
    return {
      frames: rows,
      reps: 0,
      events: 0,
      damagedChunks: recording.damagedChunks,
      leftOut,
    };
  });
}

async function fill(
  files: Files,
  recording: Recording,
  known: KnownParts,
  { signal, onProgress }: ExportOptions,
): Promise<void> {
  const { settings, startedUs } = recording.metadata;
  const { parts, rows } = known;
  const sensors = new SensorAttitudes(known, settings.subject);
  const head = orientationsHead(settings.frameRateHz, sensors.names);
  await files.write('orientations.sto', head);
  const standingUs = Math.min(
    ...Array.from(known.calibrations.values(), (leg) => leg.standingUs),
    recording.endUs,
  );
  await files.write(
    'calibration_pose.sto',
    head + orientationsRow(secondsFrom(startedUs, standingUs), sensors.inModelPose()),
  );
  await files.write('angles.mot', motionHead(rows, parts.flatMap(coordinateNames)));
  await files.write('quality.csv', `${['time_s', ...parts.map(qualityName)].join()}\n`);
  for await (const batch of recording.batches(['frame'])) {
    let orientations = '';
    let angles = '';
    let quality = '';
    for (const { frame } of batch) {
      if (!hasAll(frame, parts)) continue;
      const timeS = secondsFrom(startedUs, frame.timeUs);
      orientations += orientationsRow(timeS, sensors.of(frame));
      angles += motionRow(
        timeS,
        parts.flatMap((part) => valuesOf(frame, part)),
      );
      quality += `${[timeS.toFixed(6), ...parts.map((part) => wordOf(frame, part))].join()}\n`;
    }
    await files.write('orientations.sto', orientations);
    await files.write('angles.mot', angles);
    await files.write('quality.csv', quality);
    onProgress?.(batch.at(-1)?.logUs ?? recording.startUs);
    signal?.throwIfAborted();
  }
}

function valuesOf({ legs }: BodyFrame, part: Part): number[] {
  const leg = legs.find(({ side }) => side === part.side);
  return leg ? coordinateValues(part, leg.measures) : [];
}

function qualityName({ side, name }: Part): string {
  return `${side}_${name}_quality`;
}

/** The hip goes with the flags of the knee. */
function wordOf({ legs }: BodyFrame, { side, name }: Part): string {
  const leg = legs.find((each) => each.side === side);
  return leg ? qualityWord(leg.quality[name === 'hip' ? 'knee' : name]) : '';
}
