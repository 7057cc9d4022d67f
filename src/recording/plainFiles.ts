import { readdir } from 'node:fs/promises';

/**
 * Names of the plain files in a folder. A symbolic link would lead elsewhere and a named pipe would hold up
 * whoever reads it, so both are passed over, as are folders.
 * @param named names that somebody gave by themselves: these count whatever they are
 * @throws as `readdir`
 */
export async function plainFilesIn(
  folder: string,
  named: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || named.has(entry.name))
    .map((entry) => entry.name);
}
