import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, whether it runs from its sources or from what was built of them. */
export const PROJECT_FOLDER = folderAbove(dirname(fileURLToPath(import.meta.url)));

const { version, engines } = manifestIn(PROJECT_FOLDER);

/** Name and version as they stand in recordings and in every hello. */
export const SOFTWARE = `plumbline ${version}`;

/** The versions of Node that this package allows, such as `>=20.19`. */
export const ENGINES = engines.node;

export const DASHBOARD_FOLDER = join(PROJECT_FOLDER, 'dist', 'live');
export const SAMPLES_FOLDER = join(PROJECT_FOLDER, 'recordings', 'samples');
/** Replayed where no radio is there. */
export const SAMPLE_FILE = join(SAMPLES_FOLDER, 'squats.mcap');

function folderAbove(folder: string): string {
  const parent = dirname(folder);
  if (existsSync(join(folder, 'package.json')) || parent === folder) return folder;
  return folderAbove(parent);
}

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
