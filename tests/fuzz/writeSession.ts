import { RecordingWriter } from '../../src/recording/writer.ts';
import { SESSION, sessionSteps, writeStep } from '../recording/session.ts';

/** A second of two legs, in many chunks. */
export async function writeSession(path: string): Promise<void> {
  const writer = await RecordingWriter.create(path, SESSION, {
    flushMs: 60_000,
    chunkBytes: 16 * 1024,
  });
  for (const step of sessionSteps(1)) writeStep(writer, step);
  await writer.close();
}
