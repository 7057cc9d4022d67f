import { link, rename, rm, stat } from 'node:fs/promises';
import type { SessionMetadata } from '../model/session.ts';
import {
  alreadyThere,
  nothingKept,
  RecordingError,
  systemCode,
} from '../recording/recordingError.ts';
import { RecordingWriter, type RecordingWriterOptions } from '../recording/writer.ts';
import { interruptible } from './interruptible.ts';

/**
 * Writes a new recording by `fill`, or leaves no file at all: a half one would pass for a whole.
 * Until it is whole it is named otherwise, so that a hub that starts in its folder does not take it
 * for one whose recorder was killed. `fill` must let others run now and then and look at `signal`,
 * which Ctrl-C and a failed disk abort. The same messages make the same bytes, however long they take.
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
    const part = `${path}.${process.pid}.part`;
    await refuseExisting(path);
    try {
      // Of a process with this number that was killed.
      await rm(part, { force: true });
      const writer = await RecordingWriter.create(part, metadata, {
        ...options,
        flushMs: null,
        onError: (error) => failed.abort(error),
      });
      try {
        const result = await fill(writer, AbortSignal.any([interrupted, failed.signal]));
        await writer.close();
        failed.signal.throwIfAborted();
        await giveName(part, path);
        return result;
      } catch (error) {
        await writer.close();
        await rm(part, { force: true });
        throw error;
      }
    } catch (error) {
      throw error instanceof RecordingError ? toldOf(path, part, error) : error;
    }
  });
}

async function refuseExisting(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw alreadyThere(path);
}

/** By a link where there are any: it fails where a rename would overwrite. */
async function giveName(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
    await rm(part, { force: true });
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw alreadyThere(path);
    await refuseExisting(path);
    await rename(part, path);
  }
}

/** The sentence of an error with the name that was asked for. */
function toldOf(path: string, part: string, error: RecordingError): RecordingError {
  const { problem, cause, message } = error;
  const named = new RecordingError(problem, path, message.replaceAll(part, path), cause);
  return problem === 'diskFailed' ? nothingKept(named) : named;
}
