import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSensorCsv } from '../../src/exchange/import/csv/openSensorCsv.ts';
import { importRows } from '../../src/exchange/import/importRows.ts';
import type { LegFrame } from '../../src/model/bodyFrame.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import { placementOf, type Side } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { openRecording } from '../../src/recording/reader.ts';
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

/**
 * A table of one leg through the product: imported, then processed with the calibration it finds.
 * Sensors whose names tell no leg are worn on `side`.
 */
export async function processLeg(file: string, side: Side, offline = false): Promise<ProcessedLeg> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-validate-'));
  try {
    const raw = join(folder, 'raw.mcap');
    await importTable(file, side, raw);
    return await processed(raw, join(folder, 'angles.mcap'), side, offline);
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

async function processed(
  raw: string,
  path: string,
  side: Side,
  offline: boolean,
): Promise<ProcessedLeg> {
  const recording = await openRecording(raw);
  const writer = await newRecording(path);
  const { calibration } = await processRecording(recording, writer, {
    settings: DEFAULT_SETTINGS,
    standing: null,
    functional: null,
    offline,
    onProgress: () => {},
  });
  await writer.close();
  await recording.close();
  const result = await openRecording(path);
  try {
    const frames: { timeS: number; leg: LegFrame }[] = [];
    for await (const { timeUs, legs } of result.frames()) {
      const leg = legs.find((each) => each.side === side);
      if (leg) frames.push({ timeS: (timeUs - ZERO_US) / 1e6, leg });
    }
    const calibratedS = ((calibration?.timeUs ?? Number.POSITIVE_INFINITY) - ZERO_US) / 1e6;
    return { frames, calibration, calibratedS };
  } finally {
    await result.close();
  }
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
