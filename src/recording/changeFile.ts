import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordingError, reasonOf, systemCode } from './recordingError.ts';

/** A lock of a change older than this was left by a process that died in it. */
const STALE_MS = 10_000;
const WAIT_MS = 2_000;
const POLL_MS = 20;

/**
 * Changes a file of which one change may be made at a time, also of several processes. It is written beside and
 * renamed, so that a crash leaves the old or the new.
 * @param change reads what is there, and gives `replace` what is to be there, once or not at all
 * @returns what `change` does
 * @throws RecordingError `unwritable` when it cannot be written or another change does not end
 */
export async function changeFile<T>(
  path: string,
  change: (replace: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const lock = `${path}.new`;
  const file = await take(lock, path);
  let isReplaced = false;
  try {
    return await change(async (text) => {
      await file.writeFile(text);
      await file.datasync();
      await file.close();
      await rename(lock, path);
      isReplaced = true;
    });
  } catch (error) {
    throw systemCode(error) === null ? error : unwritable(path, error);
  } finally {
    if (!isReplaced) {
      await file.close().catch(() => {});
      await rm(lock, { force: true });
    }
  }
}

/** The file that is written is the lock as well: who made it makes the change. */
async function take(lock: string, path: string): Promise<FileHandle> {
  for (const until = Date.now() + WAIT_MS; ; ) {
    try {
      return await open(lock, 'wx', 0o600);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw unwritable(path, error);
      if (await isStale(lock)) await rm(lock, { force: true });
      else if (Date.now() > until) {
        throw new RecordingError(
          'unwritable',
          path,
          `${path} is being changed by another program: try again.`,
        );
      } else await sleep(POLL_MS);
    }
  }
}

async function isStale(lock: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}

function unwritable(path: string, error: unknown): RecordingError {
  return new RecordingError('unwritable', path, `Cannot write ${path}: ${reasonOf(error)}.`, error);
}
