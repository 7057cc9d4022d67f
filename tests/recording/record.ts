import { join } from 'node:path';
import { expect } from 'vitest';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { SESSION, type Step, temporaryFolder, writeStep } from './session.ts';

/** Writes the steps into a recording, closes it and gives its path. */
export async function record(steps: Iterable<Step>): Promise<string> {
  const path = join(await temporaryFolder(), `${SESSION.id}.mcap`);
  const writer = await RecordingWriter.create(path, SESSION);
  for (const step of steps) writeStep(writer, step);
  await writer.close();
  expect(writer.status).toMatchObject({ path, error: null, leftOut: 0 });
  return path;
}
