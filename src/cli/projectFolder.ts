import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, whether it runs from its sources or from what was built of them. */
export const PROJECT_FOLDER = folderAbove(dirname(fileURLToPath(import.meta.url)));

/** Name and version as they stand in recordings and in every hello. */
export const SOFTWARE = `plumbline ${versionOf(PROJECT_FOLDER)}`;

export const DASHBOARD_FOLDER = join(PROJECT_FOLDER, 'dist', 'live');
export const SAMPLES_FOLDER = join(PROJECT_FOLDER, 'recordings', 'samples');
/** Replayed where no radio is there. */
export const SAMPLE_FILE = join(SAMPLES_FOLDER, 'squats.mcap');

function folderAbove(folder: string): string {
  const parent = dirname(folder);
  if (existsSync(join(folder, 'package.json')) || parent === folder) return folder;
  return folderAbove(parent);
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
