import { open, rename } from 'node:fs/promises';

/** In a recordings folder: state that is not a recording. */
export const STATE_FOLDER = '.plumbline';

/** Replaces a file by rename, for its owner alone: a crash leaves the old or the new. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
