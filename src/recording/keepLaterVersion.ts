import { constants } from 'node:fs';
import { copyFile, readFile, stat } from 'node:fs/promises';
import { systemCode } from './recordingError.ts';

/**
 * Before a state file is replaced: one that a later version of Plumbline wrote is kept beside it as
 * `<path>.version-<n>`, for whoever goes back to that version.
 * @param version that this program writes
 */
export async function keepLaterVersion(path: string, version: number): Promise<void> {
  const there = await schemaVersionOf(path);
  if (there === null || there <= version) return;
  try {
    await copyFile(path, `${path}.version-${there}`, constants.COPYFILE_EXCL);
  } catch (error) {
    // The first that was kept is what that version left.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** No state file of any version is larger. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The field `schemaVersion` of a JSON file; null where there is none. */
async function schemaVersionOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    // A named pipe would hold up whoever reads it.
    if (!found.isFile() || found.size > MOST_BYTES) return null;
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof json !== 'object' || json === null || !('schemaVersion' in json)) return null;
    return typeof json.schemaVersion === 'number' ? json.schemaVersion : null;
  } catch {
    return null;
  }
}
