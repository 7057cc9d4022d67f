import { onTestFinished } from 'vitest';
import { openRecording, type Recording } from '../../src/recording/reader.ts';

/** Opens a recording until the end of the test, also when that fails in between. */
export async function opened(path: string): Promise<Recording> {
  const recording = await openRecording(path);
  onTestFinished(() => recording.close());
  return recording;
}
