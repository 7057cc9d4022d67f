import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecording, type Recording } from '../../src/recording/reader.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { packetsHashOf } from '../../src/reprocess/packetsHash.ts';
import { processAsRecorded } from '../../src/reprocess/processAsRecorded.ts';
import { processRecording } from '../../src/reprocess/processRecording.ts';
import { atLeast } from '../tools/figures/bound.ts';
import type { Figure } from '../tools/figures/row.ts';
import type { Bench } from './bench.ts';
import { HOUR_S, recordHour } from './hourRecording.ts';

/** File to file, as `process` does it: hashing, reading, computing, packing, writing. */
export const REPROCESS_SPEED: Bench = {
  name: 'reprocess',
  trial: '1 h of 4 sensors × 100 Hz',
  measure: async (progress) => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    try {
      progress('recording an hour');
      const path = await recordHour(folder);
      progress('as recorded');
      const asRecorded = await timed(path, join(folder, 'as-recorded.mcap'), (recording, writer) =>
        processAsRecorded(recording, writer, recording.metadata.settings, () => {}),
      );
      progress('calibrated anew');
      const anew = await timed(path, join(folder, 'anew.mcap'), (recording, writer) =>
        processRecording(recording, writer, {
          settings: recording.metadata.settings,
          standing: null,
          functional: null,
          onProgress: () => {},
        }),
      );
      return [
        figure('reprocess.realtime_factor', asRecorded.wall, 60),
        figure('reprocess.realtime_factor, processor time', asRecorded.processor, 200),
        figure('reprocess.realtime_factor, calibrated anew', anew.wall, 60),
        figure('reprocess.realtime_factor, calibrated anew, processor time', anew.processor, null),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figure(metric: string, value: number, least: number | null): Figure {
  return { metric, value, unit: '×', target: least === null ? null : atLeast(least) };
}

async function timed(
  from: string,
  to: string,
  fill: (recording: Recording, writer: RecordingWriter) => Promise<unknown>,
): Promise<{ readonly wall: number; readonly processor: number }> {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const recording = await openRecording(from);
  await packetsHashOf(recording);
  const writer = await RecordingWriter.create(to, recording.metadata, {
    flushMs: null,
    firstLogUs: recording.startUs,
  });
  await fill(recording, writer);
  await writer.close();
  await recording.close();
  const { user, system } = process.cpuUsage(startCpu);
  return {
    wall: HOUR_S / ((performance.now() - startMs) / 1000),
    processor: HOUR_S / ((user + system) / 1e6),
  };
}
