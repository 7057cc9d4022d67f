import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { changeFile } from '../changeFile.ts';
import { keepLaterVersion } from '../keepLaterVersion.ts';
import { RECORDING_SUFFIX } from '../naming.ts';
import { readPlainFile } from '../readPlainFile.ts';
import { systemCode } from '../recordingError.ts';
import { fileStamp } from './fileStamp.ts';
import { STATE_FOLDER } from './stateFolder.ts';

const FOLDER = 'exports';
export const EXPORT_LOG_VERSION = 1;

const logSchema = z.object({
  schemaVersion: z.literal(EXPORT_LOG_VERSION),
  /** Absolute paths of what was made of this recording alone, in order. */
  files: z.array(z.string()),
  /** `fileStamp` of each when it was made, by its path; what was noted by versions before has none. */
  stamps: z.record(z.string(), z.string()).default({}),
  /** Folders of data sets that it is part of beside others. */
  dataSets: z.array(z.string()),
});

export type ExportLog = Omit<z.infer<typeof logSchema>, 'schemaVersion'>;

/** Where it is kept what was exported of a recording. */
export function exportLogPath(folder: string, id: string): string {
  return join(folder, STATE_FOLDER, FOLDER, `${id}.json`);
}

/**
 * Keeps what was made of a recording, so that its deletion finds it. Only in a folder of recordings:
 * beside a file that lies anywhere nothing is made.
 */
export function noteExport(recordingPath: string, files: readonly string[]): Promise<void> {
  return note(recordingPath, { files, dataSets: [] });
}

/** Keeps that a recording is part of a data set, which a deletion names and does not touch. */
export function noteDataSet(recordingPath: string, dataSet: string): Promise<void> {
  return note(recordingPath, { files: [], dataSets: [dataSet] });
}

/** What is known to have been made of a recording; nothing where that cannot be read. */
export async function exportsOf(folder: string, id: string): Promise<ExportLog> {
  try {
    const text = await readPlainFile(exportLogPath(folder, id));
    return logSchema.parse(JSON.parse(text));
  } catch {
    return { files: [], stamps: {}, dataSets: [] };
  }
}

/** Ids of the recordings of which it is kept what was made of them. */
export async function exportedFrom(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, STATE_FOLDER, FOLDER)).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => basename(name, '.json'));
}

/**
 * Takes out of the book what was made of a recording into a folder that is gone; where there is no book
 * none is made.
 * @param folder of the recordings
 */
export async function forgetExports(folder: string, id: string, made: string): Promise<void> {
  const goes = (path: string) => path.startsWith(join(resolve(made), '/'));
  if (!(await exportsOf(folder, id)).files.some(goes)) return;
  await changeFile(exportLogPath(folder, id), async (replace) => {
    const { files, stamps, dataSets } = await exportsOf(folder, id);
    const kept = files.filter((path) => !goes(path));
    const keptStamps = Object.entries(stamps).filter(([path]) => !goes(path));
    if (kept.length + dataSets.length === 0) await rm(exportLogPath(folder, id), { force: true });
    else await replace(textOf({ files: kept, stamps: Object.fromEntries(keptStamps), dataSets }));
  });
}

async function note(
  recordingPath: string,
  more: { readonly files: readonly string[]; readonly dataSets: readonly string[] },
): Promise<void> {
  const folder = dirname(recordingPath);
  if (!(await isFolder(join(folder, STATE_FOLDER)))) return;
  const id = basename(recordingPath, RECORDING_SUFFIX);
  const stamps = await stampsOf(more.files.map((path) => resolve(path)));
  await mkdir(join(folder, STATE_FOLDER, FOLDER), { recursive: true, mode: 0o700 });
  // A job and somebody's command may write one book at the same time.
  await changeFile(exportLogPath(folder, id), async (replace) => {
    const known = await exportsOf(folder, id);
    await keepLaterVersion(exportLogPath(folder, id), EXPORT_LOG_VERSION);
    await replace(
      textOf({
        files: united(known.files, more.files),
        stamps: { ...known.stamps, ...stamps },
        dataSets: united(known.dataSets, more.dataSets),
      }),
    );
  });
}

async function stampsOf(paths: readonly string[]): Promise<Record<string, string>> {
  const stamps: Record<string, string> = {};
  for (const path of paths) {
    const stamp = await fileStamp(path);
    if (stamp !== null) stamps[path] = stamp;
  }
  return stamps;
}

function textOf(log: ExportLog): string {
  return `${JSON.stringify({ schemaVersion: EXPORT_LOG_VERSION, ...log }, null, 2)}\n`;
}

function united(known: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...known, ...more.map((path) => resolve(path))])];
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}
