import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';

const MOST_LENGTH = 600;

/** Where the watchdog of a hub writes why it ended it. */
export function hangFileIn(recordingsFolder: string): string {
  return join(recordingsFolder, STATE_FOLDER, 'hang.txt');
}

/** What the watchdog wrote of the hub before this one, told once; null where that ended otherwise. */
export async function hangBefore(recordingsFolder: string): Promise<string | null> {
  const path = hangFileIn(recordingsFolder);
  try {
    const text = (await readFile(path, 'utf8')).slice(0, MOST_LENGTH).trim();
    await rename(path, `${path}.told`);
    return text === '' ? null : text;
  } catch {
    return null;
  }
}
