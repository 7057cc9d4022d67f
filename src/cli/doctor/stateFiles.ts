import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';

/** Paths of all files of the hub's own state beside recordings, and of those beside each recording. */
export async function stateFilesIn(recordings: string): Promise<string[]> {
  return filesIn(join(recordings, STATE_FOLDER), true);
}

/** Files of a folder by path, none where it is not there. */
export async function filesIn(folder: string, recursive: boolean): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
