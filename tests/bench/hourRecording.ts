import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { effectiveSettings } from '../../src/movement/thresholds.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

export const HOUR_S = 3600;
const START_US = Date.UTC(2026, 0, 1) * 1000;
/** About five seconds each. */
const REPS = 800;
/** What a hub has gathered when it writes, every 200 ms, so that the file has as many chunks as its own. */
const LIVE_CHUNK_BYTES = 24 * 1024;

/** Records an hour of squats of four simulated sensors into `folder`, as a hub does. */
export async function recordHour(folder: string): Promise<string> {
  const path = join(folder, 'hour.mcap');
  const settings = effectiveSettings(DEFAULT_SETTINGS);
  const { feeds, durationS } = simulateSquatSession({ seed: 1, reps: REPS, fppaDeg: [12] });
  const writer = await RecordingWriter.create(
    path,
    {
      ...{ id: 'hour', subject: 'bench', startedUs: START_US, simulated: true },
      ...{ protocol: 'squat', notes: '', software: 'bench' },
      ...{ settings, settingsHash: settingsHash(settings) },
    },
    { flushMs: null, chunkBytes: LIVE_CHUNK_BYTES },
  );
  const pipeline = new Pipeline(settings);
  let inputs = 0;
  for (const input of simulatedInputs(feeds, START_US, Math.min(HOUR_S, durationS))) {
    writer.writeInput(input);
    writer.writeOutput(pipeline.push(input));
    if (++inputs % 1000 === 0) await writer.settled();
  }
  await writer.close();
  return path;
}
