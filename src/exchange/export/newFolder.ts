import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import { ExportError } from './exportError.ts';

/**
 * Makes a folder with all that is missing above it, for its owner alone.
 * @returns the folders that were made, outermost first; none when it was there
 * @throws ExportError when it cannot be made or is not a folder
 */
export async function makeFolder(path: string): Promise<string[]> {
  const made: string[] = [];
  try {
    await makeBelow(path, made);
    if (!(await stat(path)).isDirectory()) throw new Error('it is a file');
    return made;
  } catch (error) {
    await removeFolders(made);
    throw new ExportError(
      path,
      `Cannot export into ${path} (${reasonOf(error)}): give a folder of yours.`,
      error,
    );
  }
}

/** Takes away what `makeFolder` made; a folder that others have put something into stays. */
export async function removeFolders(made: readonly string[]): Promise<void> {
  for (const path of made.toReversed()) await rmdir(path).catch(() => {});
}

/** Not mkdir's own `recursive`: that never returns where a file system refuses folders, as /proc does. */
async function makeBelow(path: string, made: string[]): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeBelow(dirname(path), made);
    await mkdir(path, { mode: 0o700 });
  }
  made.push(path);
}
