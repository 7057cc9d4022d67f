import { rm } from 'node:fs/promises';
import type { SessionMetadata } from '../model/session.ts';
import { RecordingWriter } from '../recording/writer.ts';
import { CliError } from './cliError.ts';

/**
 * Writes a new recording by `fill`, or leaves no file at all: a half one would pass for a whole.
 * `fill` must let others run now and then, and look at the signal, which Ctrl-C fires.
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */
export async function recordWhole<T>(
  path: string,
  metadata: SessionMetadata,
  fill: (writer: RecordingWriter, interrupted: AbortSignal) => Promise<T>,
): Promise<T> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new CliError(`interrupted: ${path} is not kept`));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  let problem: Error | null = null;
  const writer = await RecordingWriter.create(path, metadata, {
    onError: (error) => {
      problem ??= error;
      // There is no use in filling a file that is thrown away.
      interrupted.abort(error);
    },
  });
  try {
    const result = await fill(writer, interrupted.signal);
    await writer.close();
    if (problem !== null) throw problem;
    return result;
  } catch (error) {
    await writer.close();
    await rm(path, { force: true });
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
