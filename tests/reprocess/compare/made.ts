import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PipelineSettings } from '../../../src/model/settings.ts';
import { openRecording, type Recording } from '../../../src/recording/reader.ts';
import { settingsHash } from '../../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { compareRecordings } from '../../../src/reprocess/compare/compareRecordings.ts';
import type { RecordingComparison } from '../../../src/reprocess/compare/comparison.ts';
import { descentFrom } from '../../../src/reprocess/descent.ts';
import type { GivenCalibration } from '../../../src/reprocess/givenCalibration.ts';
import { packetsHashOf } from '../../../src/reprocess/packetsHash.ts';
import { processAsRecorded } from '../../../src/reprocess/processAsRecorded.ts';
import { processRecording } from '../../../src/reprocess/processRecording.ts';

/** Six simulated squats, recorded live. */
export const SAMPLE = fileURLToPath(
  new URL('../../../recordings/samples/squats.mcap', import.meta.url),
);

/** To be removed by who asks for it. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'compare-'));
}

export async function withOpen<T>(
  paths: readonly string[],
  use: (...recordings: Recording[]) => Promise<T>,
): Promise<T> {
  const open: Recording[] = [];
  try {
    for (const path of paths) open.push(await openRecording(path));
    return await use(...open);
  } finally {
    for (const recording of open) await recording.close();
  }
}

export function compared(a: string, b: string): Promise<RecordingComparison> {
  return withOpen([a, b], (left, right) => compareRecordings(left, right));
}

/** Writes what `fill` makes of the recording at `from`, as `process` does. */
async function derive(
  from: string,
  path: string,
  change: (settings: PipelineSettings) => PipelineSettings,
  fill: (recording: Recording, writer: RecordingWriter, settings: PipelineSettings) => unknown,
): Promise<string> {
  return withOpen([from], async (recording) => {
    const { metadata } = recording;
    const settings = change(metadata.settings);
    const writer = await RecordingWriter.create(path, {
      ...metadata,
      id: path.replace(/^.*\/|\.mcap$/g, ''),
      ...descentFrom(metadata, from.replace(/^.*\//, ''), await packetsHashOf(recording)),
      settings,
      settingsHash: settingsHash(settings),
    });
    try {
      await fill(recording, writer, settings);
    } finally {
      await writer.close();
    }
    return path;
  });
}

export function asRecorded(
  from: string,
  path: string,
  change: (settings: PipelineSettings) => PipelineSettings = (same) => same,
): Promise<string> {
  return derive(from, path, change, (recording, writer, settings) =>
    processAsRecorded(recording, writer, settings, () => {}),
  );
}

export function anew(from: string, path: string, given?: GivenCalibration): Promise<string> {
  return derive(
    from,
    path,
    (same) => same,
    (recording, writer, settings) =>
      processRecording(recording, writer, {
        settings,
        standing: null,
        functional: null,
        ...(given && { given }),
        onProgress: () => {},
      }),
  );
}
