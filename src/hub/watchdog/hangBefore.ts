import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { readPlainFile } from '../../recording/readPlainFile.ts';

const MOST_LENGTH = 600;

/** Where the watchdog of a hub writes why it ended it. */
export function hangFileIn(recordingsFolder: string): string {
  return join(recordingsFolder, STATE_FOLDER, 'hang.txt');
}

/** What the watchdog wrote of the hub before this one, until it is told; null where that ended otherwise. */
export async function hangBefore(recordingsFolder: string): Promise<string | null> {
  try {
    const text = (await readPlainFile(hangFileIn(recordingsFolder))).slice(0, MOST_LENGTH).trim();
    return text === '' ? null : text;
  } catch {
    return null;
  }
}

/** It was told: once is enough. A disk that cannot be written has it told at the next start too. */
export async function hangTold(recordingsFolder: string): Promise<void> {
  const path = hangFileIn(recordingsFolder);
  await rename(path, `${path}.told`).catch(() => undefined);
}
