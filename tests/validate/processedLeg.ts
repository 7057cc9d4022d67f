import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSensorCsv } from '../../src/exchange/import/csv/openSensorCsv.ts';
import { importRows } from '../../src/exchange/import/importRows.ts';
import type { BodyFrame, LegFrame } from '../../src/model/bodyFrame.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import { placementOf, type Side } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { openRecording, type Recording } from '../../src/recording/reader.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { processRecording } from '../../src/reprocess/processRecording.ts';

const ZERO_US = Date.UTC(2000, 0, 1) * 1000;

export interface ProcessedLeg {
  /** In order of time; `timeS` as the table counts it. */
  readonly frames: readonly { readonly timeS: number; readonly leg: LegFrame }[];
  readonly calibration: Calibration | null;
  /** When the calibration movement had ended, as the table counts time. */
  readonly calibratedS: number;
}

/** Whether an offset in time that the calibration found is set right. */
export type OffsetUse = 'setRight' | 'left';

/** That, or the offline pass, which sets it right too. */
export type Way = OffsetUse | 'offline';

/**
 * A table of one leg through the product: imported, then processed with the calibration it finds.
 * Sensors whose names tell no leg are worn on `side`.
 */
export async function processLeg(
  file: string,
  side: Side,
  way: Way = 'setRight',
): Promise<ProcessedLeg> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-validate-'));
  try {
    const raw = join(folder, 'raw.mcap');
    await importTable(file, side, raw);
    return await processed(raw, join(folder, 'angles.mcap'), side, way);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importTable(file: string, side: Side, path: string): Promise<void> {
  const csv = await openSensorCsv(file);
  const writer = await newRecording(path);
  try {
    const placements = csv.sensors.map(({ segment, side: own }) =>
      segment === null || segment === 'pelvis' ? 'pelvis' : placementOf(own ?? side, segment),
    );
    const { rateHz } = csv;
    await importRows(csv.rows(), writer, { placements, rateHz, zeroUs: ZERO_US, source: file });
  } finally {
    await writer.close();
    await csv.close();
  }
}

async function processed(raw: string, path: string, side: Side, way: Way): Promise<ProcessedLeg> {
  const recording = await openRecording(raw);
  const writer = await newRecording(path);
  const { calibration } = await processRecording(recording, writer, {
    settings: DEFAULT_SETTINGS,
    standing: null,
    functional: null,
    offline: way === 'offline',
    onProgress: () => {},
  });
  await writer.close();
  await recording.close();
  const result = await openRecording(path);
  try {
    const frames: { timeS: number; leg: LegFrame }[] = [];
    const all = way !== 'left' ? result.frames() : outOfStepFrames(result);
    for await (const { timeUs, legs } of all) {
      const leg = legs.find((each) => each.side === side);
      if (leg) frames.push({ timeS: (timeUs - ZERO_US) / 1e6, leg });
    }
    const calibratedS = ((calibration?.timeUs ?? Number.POSITIVE_INFINITY) - ZERO_US) / 1e6;
    return { frames, calibration, calibratedS };
  } finally {
    await result.close();
  }
}

/** The frames of a processed recording as if its calibration had set no offset right. */
async function* outOfStepFrames(result: Recording): AsyncGenerator<BodyFrame> {
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  for await (const input of result.inputs()) {
    yield* pipeline.push(input.type === 'useCalibration' ? leftOutOfStep(input) : input).frames;
  }
}

function leftOutOfStep(input: Extract<PipelineInput, { type: 'useCalibration' }>): PipelineInput {
  const legs = input.calibration.legs.map((leg) => ({ ...leg, sensorOffsetAppliedMs: 0 }));
  return { ...input, calibration: { ...input.calibration, legs } };
}

function newRecording(path: string): Promise<RecordingWriter> {
  return RecordingWriter.create(path, {
    id: 'validate',
    subject: 'validate',
    startedUs: ZERO_US,
    simulated: false,
    protocol: 'validate',
    notes: '',
    software: 'validate',
    settings: DEFAULT_SETTINGS,
    settingsHash: settingsHash(DEFAULT_SETTINGS),
  });
}
