import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BodyFrame, LegMeasure } from '../../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../../src/model/events.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../../src/model/settings.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { settingsHash } from '../../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { type ProcessReport, processRecording } from '../../../src/reprocess/processRecording.ts';
import { verify } from '../../../src/reprocess/verify.ts';
import type { SquatSession } from '../../../src/simulator/squatSession.ts';
import { START_US } from '../../pipeline/offline.ts';
import { collect } from '../../recording/collect.ts';
import { SESSION } from '../../recording/session.ts';

/** What a way of processing made of some inputs, and whether it makes the same of its own recording. */
export interface Processed {
  readonly report: ProcessReport;
  readonly frames: readonly BodyFrame[];
  readonly events: readonly PipelineEvent[];
  readonly difference: string | null;
}

export type Way = 'live' | 'offline';

export function settingsFor({ person, options }: SquatSession): PipelineSettings {
  return {
    ...DEFAULT_SETTINGS,
    subject: {
      shankLengthM: person.shankLengthM,
      thighLengthM: person.thighLengthM,
      toeOutDeg: options.toeOutDeg,
    },
  };
}

/** Inputs through a file, each way of processing by itself. */
export async function processEachWay(
  inputs: Iterable<PipelineInput>,
  settings: PipelineSettings,
  options: Partial<Parameters<typeof processRecording>[2]> = {},
): Promise<Record<Way, Processed>> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-offline-'));
  try {
    const raw = join(folder, 'raw.mcap');
    const metadata = {
      ...SESSION,
      startedUs: START_US,
      settings,
      settingsHash: settingsHash(settings),
    };
    const writer = await RecordingWriter.create(raw, metadata);
    for (const input of inputs) writer.writeInput(input);
    await writer.close();
    const one = async (way: Way): Promise<Processed> => {
      const path = join(folder, `${way}.mcap`);
      const recording = await openRecording(raw);
      const out = await RecordingWriter.create(path, {
        ...metadata,
        ...(way === 'offline' && { method: way }),
      });
      const report = await processRecording(recording, out, {
        settings,
        standing: null,
        functional: null,
        offline: way === 'offline',
        onProgress: () => {},
        ...options,
      });
      await out.close();
      await recording.close();
      return { report, ...(await contentOf(path)) };
    };
    return { live: await one('live'), offline: await one('offline') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function contentOf(path: string): Promise<Omit<Processed, 'report'>> {
  const recording = await openRecording(path);
  try {
    return {
      frames: await collect(recording.frames()),
      events: await collect(recording.events()),
      difference: (await verify(recording)).difference,
    };
  } finally {
    await recording.close();
  }
}

/** Root mean square of estimate less truth over both legs; NaN where nothing is stated. */
export function rmsErrorOf(
  { frames }: Pick<Processed, 'frames'>,
  session: SquatSession,
  measure: LegMeasure,
  within: (timeS: number) => boolean = () => true,
): number {
  let sum = 0;
  let count = 0;
  for (const { timeUs, legs } of frames) {
    const timeS = (timeUs - START_US) / 1e6;
    if (!within(timeS)) continue;
    const truth = session.truthAt(timeS);
    for (const leg of legs) {
      const known = truth.find(({ side }) => side === leg.side);
      const error = leg.measures[measure] - (known?.measures[measure] ?? Number.NaN);
      if (!Number.isFinite(error)) continue;
      sum += error * error;
      count++;
    }
  }
  return Math.sqrt(sum / count);
}
