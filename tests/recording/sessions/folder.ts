import { join } from 'node:path';
import type { SessionMetadata } from '../../../src/model/session.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, writeStep } from '../session.ts';

/** Writes a short recording of this id into a folder. */
export async function put(
  folder: string,
  id: string,
  given: Partial<SessionMetadata> = {},
  isClosed = true,
): Promise<RecordingWriter> {
  const path = join(folder, `${id}.mcap`);
  const writer = await RecordingWriter.create(path, { ...SESSION, id, ...given });
  for (const step of sessionSteps(0.1)) writeStep(writer, step);
  if (isClosed) await writer.close();
  return writer;
}
