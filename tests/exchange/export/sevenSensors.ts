import { join } from 'node:path';
import { PLACEMENTS } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { SESSION, STARTED_US, temporaryFolder } from '../../recording/session.ts';

/** A recording of squats with sensors on both legs, both feet and the pelvis, as the hub makes it. */
export async function sevenSensors(): Promise<string> {
  const session = simulateSquatSession({
    reps: 2,
    seed: 1,
    mounting: 'identity',
    placements: PLACEMENTS,
  });
  const { shankLengthM, thighLengthM } = session.person;
  const { toeOutDeg } = session.options;
  const settings = { ...DEFAULT_SETTINGS, subject: { shankLengthM, thighLengthM, toeOutDeg } };
  const path = join(await temporaryFolder(), 'seven.mcap');
  const writer = await RecordingWriter.create(path, { ...SESSION, id: 'seven', settings });
  const pipeline = new Pipeline(settings);
  for (const input of simulatedInputs(session.feeds, STARTED_US, session.durationS)) {
    writer.writeInput(input);
    writer.writeOutput(pipeline.push(input));
  }
  await writer.close();
  return path;
}
