import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { noteDataSet, noteExport } from '../recording/deletion/exportLog.ts';
import { reasonOf } from '../recording/recordingError.ts';

/** Every file in a folder and below it; none where there is no folder yet. */
export async function filesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return new Set(
      entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
    );
  } catch {
    return new Set();
  }
}

/**
 * Keeps what was made in a folder, which nothing replaces, for the deletion of the recordings; where that
 * fails what was made is good all the same.
 * @param before the files that were there
 */
export async function noteMade(
  recordings: readonly { readonly path: string }[],
  folder: string,
  before: ReadonlySet<string>,
): Promise<void> {
  const made = [...(await filesIn(folder))].filter((file) => !before.has(file));
  const [only, ...others] = recordings;
  if (only === undefined) return;
  if (others.length === 0) return noteFiles(only.path, made);
  for (const { path } of recordings) await guarded(path, folder, noteDataSet(path, folder));
}

/** The same of files that are known. */
export async function noteFiles(recordingPath: string, files: readonly string[]): Promise<void> {
  await guarded(recordingPath, files.join(', '), noteExport(recordingPath, files));
}

async function guarded(recordingPath: string, what: string, noting: Promise<void>): Promise<void> {
  try {
    await noting;
  } catch (error) {
    console.error(
      `! that ${what} was made of ${recordingPath} cannot be noted (${reasonOf(error)}): "plumbline delete" will not find it`,
    );
  }
}
