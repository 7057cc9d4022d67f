import { rm } from 'node:fs/promises';
import type { SessionMetadata } from '../model/session.ts';
import { PartFile } from '../recording/partFile.ts';
import { nothingKept, RecordingError } from '../recording/recordingError.ts';
import { RecordingWriter, type RecordingWriterOptions } from '../recording/writer.ts';
import { interruptible } from './interruptible.ts';

/**
 * Writes a new recording by `fill`, or leaves no file of that name at all: a half one would pass for a
 * whole. Until it is whole it has another name, so that not even a killed process leaves one.
 * `fill` must let others run now and then and look at `signal`, which Ctrl-C and a failed disk
 * abort. The same messages make the same bytes, however long they take.
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */
export function recordWhole<T>(
  path: string,
  metadata: SessionMetadata,
  fill: (writer: RecordingWriter, signal: AbortSignal) => Promise<T>,
  options: Pick<RecordingWriterOptions, 'firstLogUs'> = {},
): Promise<T> {
  return interruptible(`interrupted: ${path} is not kept`, async (interrupted) => {
    const failed = new AbortController();
    const part = await PartFile.of(path);
    try {
      const writer = await RecordingWriter.create(part.path, metadata, {
        ...options,
        flushMs: null,
        onError: (error) => failed.abort(error),
      });
      try {
        const result = await fill(writer, AbortSignal.any([interrupted, failed.signal]));
        await writer.close();
        failed.signal.throwIfAborted();
        await part.complete();
        return result;
      } catch (error) {
        await writer.close().catch(() => undefined);
        await rm(part.path, { force: true });
        throw error instanceof RecordingError && error.problem === 'diskFailed'
          ? nothingKept(error)
          : error;
      }
    } catch (error) {
      throw part.named(error);
    }
  });
}
