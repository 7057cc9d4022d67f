import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PipelineInput } from '../../src/model/events.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { timeOf } from '../../src/reprocess/inputs.ts';
import { processAsRecorded } from '../../src/reprocess/processAsRecorded.ts';
import { processRecording } from '../../src/reprocess/processRecording.ts';
import { summarize } from '../../src/reprocess/summary/summarize.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { START_US } from '../pipeline/offline.ts';
import { SESSION, temporaryFolder } from '../recording/session.ts';

const settings = DEFAULT_SETTINGS;

/** Two trials of one leg, as a hub would have recorded them without results. */
async function raw(folder: string): Promise<string> {
  const { feeds, durationS } = simulateSquatSession({
    seed: 1,
    reps: 1,
    placements: ['right_thigh', 'right_shank'],
  });
  const marks: PipelineInput[] = [
    { type: 'trialStart', timeUs: START_US + 1e6, name: 'heels up' },
    { type: 'trialEnd', timeUs: START_US + 2e6 },
    { type: 'trialStart', timeUs: START_US + 3e6, name: '' },
  ];
  const inputs = [...simulatedInputs(feeds, START_US, durationS), ...marks].sort(
    (a, b) => timeOf(a) - timeOf(b),
  );
  const path = join(folder, 'raw.mcap');
  const writer = await RecordingWriter.create(path, { ...SESSION, startedUs: START_US, settings });
  for (const input of inputs) writer.writeInput(input);
  await writer.close();
  return path;
}

async function trialsIn(path: string) {
  const recording = await openRecording(path);
  const { trials } = await summarize(recording);
  await recording.close();
  return trials.map(({ number, name, startUs, endUs }) => [number, name, startUs, endUs]);
}

describe('trials of a recording', () => {
  it('are those of every recording that is computed from it', async () => {
    const folder = await temporaryFolder();
    const path = await raw(folder);
    const put = [
      [1, 'heels up', START_US + 1e6, START_US + 2e6],
      [2, '', START_US + 3e6, null],
    ];
    expect(await trialsIn(path)).toEqual(put);
    const recording = await openRecording(path);
    const metadata = { ...recording.metadata, parent: recording.metadata.id };
    const again = join(folder, 'again.mcap');
    const writer = await RecordingWriter.create(again, { ...metadata, id: 'again' });
    await processAsRecorded(recording, writer, settings, () => {});
    await writer.close();
    expect(await trialsIn(again)).toEqual(put);
    const anew = join(folder, 'anew.mcap');
    const other = await RecordingWriter.create(anew, { ...metadata, id: 'anew' });
    await processRecording(recording, other, {
      settings,
      standing: null,
      functional: null,
      onProgress: () => {},
    });
    await other.close();
    expect(await trialsIn(anew)).toEqual(put);
    await recording.close();
  });
});
