import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { RECORDING_SUFFIX } from '../naming.ts';
import { systemCode } from '../recordingError.ts';
import { replaceFile, STATE_FOLDER } from './stateFolder.ts';

const FOLDER = 'exports';
const SCHEMA_VERSION = 1;

const logSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  /** Absolute paths of what was made of the recording, in order. */
  files: z.array(z.string()),
});

/** Where it is kept what was exported of a recording. */
export function exportLogPath(folder: string, id: string): string {
  return join(folder, STATE_FOLDER, FOLDER, `${id}.json`);
}

/**
 * Keeps what was made of a recording, so that its deletion finds it. Only in a folder of recordings:
 * beside a file that lies anywhere nothing is made.
 */
export async function noteExport(recordingPath: string, files: readonly string[]): Promise<void> {
  const folder = dirname(recordingPath);
  if (!(await isFolder(join(folder, STATE_FOLDER)))) return;
  const id = basename(recordingPath, RECORDING_SUFFIX);
  const known = await exportsOf(folder, id);
  const all = [...new Set([...known, ...files.map((file) => resolve(file))])];
  await mkdir(join(folder, STATE_FOLDER, FOLDER), { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ schemaVersion: SCHEMA_VERSION, files: all }, null, 2);
  await replaceFile(exportLogPath(folder, id), `${text}\n`);
}

/** What is known to have been made of a recording; nothing where that cannot be read. */
export async function exportsOf(folder: string, id: string): Promise<readonly string[]> {
  try {
    const text = await readFile(exportLogPath(folder, id), 'utf8');
    return logSchema.parse(JSON.parse(text)).files;
  } catch {
    return [];
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}
