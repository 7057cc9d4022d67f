import { access, link, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './appendFile.ts';
import { isRunning } from './isRunning.ts';
import { RECORDING_SUFFIX } from './naming.ts';
import { alreadyThere, RecordingError, systemCode } from './recordingError.ts';

const PART_SUFFIX = 'part';

/**
 * The name that a recording has while it is being made by a job: nobody lists, opens or recovers it as
 * a recording. It has the process in it, so that what a killed one left is known for that.
 */
export class PartFile {
  readonly path: string;
  readonly #wanted: string;

  private constructor(wanted: string) {
    this.#wanted = wanted;
    this.path = `${wanted}.${process.pid}.${PART_SUFFIX}`;
  }

  /**
   * Takes away what killed processes left of the same recording.
   * @throws RecordingError `exists` when the recording is there
   */
  static async of(wanted: string): Promise<PartFile> {
    const part = new PartFile(wanted);
    if (await exists(wanted)) throw alreadyThere(wanted);
    await removeLeftovers(wanted);
    return part;
  }

  /**
   * Gives it the name that was wanted.
   * @throws RecordingError `exists` when there is one of that name by now, which stays; Error of the file system
   */
  async complete(): Promise<void> {
    try {
      // Unlike a rename it never takes the place of another file.
      await link(this.path, this.#wanted);
      await rm(this.path);
    } catch (error) {
      if (systemCode(error) === 'EEXIST' || (await exists(this.#wanted)))
        throw alreadyThere(this.#wanted, error);
      // Some file systems know no links.
      await rename(this.path, this.#wanted);
    }
    await syncFolder(dirname(this.#wanted));
  }

  /** An error about this file as one about the recording that was wanted. */
  named(error: unknown): unknown {
    if (!(error instanceof RecordingError) || error.path !== this.path) return error;
    const sentence = error.message.replaceAll(this.path, this.#wanted);
    return new RecordingError(error.problem, this.#wanted, sentence, error.cause);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Takes away what killed processes left of any recording in the folder. */
export function removeHalfMade(folder: string): Promise<void> {
  return removeParts(folder, (wanted) => wanted.endsWith(RECORDING_SUFFIX));
}

/** The same of one recording. */
export function removeLeftovers(path: string): Promise<void> {
  return removeParts(dirname(path), (wanted) => wanted === basename(path));
}

async function removeParts(folder: string, isMeant: (wanted: string) => boolean): Promise<void> {
  // Where there is no such folder the writer says so.
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, wanted, pid] = /^(.+)\.(\d+)\.part$/.exec(name) ?? [];
    if (wanted === undefined || !isMeant(wanted) || isRunning(Number(pid))) continue;
    await rm(join(folder, name), { force: true });
  }
}
