import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImportError, listed, quoted } from '../importError.ts';
import { MergedSensors } from './mergedSensors.ts';
import { type DotCsv, type DotOptions, openDotCsv } from './openDotCsv.ts';

/** More than a body has places for. */
const MAX_FILES = 16;

/** A recording of the Movella DOT app, of which each sensor is a file. */
export interface DotFolder {
  readonly csv: MergedSensors;
  /** File names in the order of the sensors. */
  readonly files: readonly string[];
  /** When the first row was taken, µs since the Unix epoch; null where no file tells its zone. */
  readonly startedUs: number | null;
}

/**
 * Opens the CSV files of a folder as one table; docs/import.md describes them.
 * @throws ImportError with the file and line of what is wrong; of several sensors each must have
 * been synced with the others in the app, for else nobody knows which samples belong together
 */
export async function openDotFolder(folder: string, options: DotOptions = {}): Promise<DotFolder> {
  const names = (await readdir(folder)).filter((name) => /\.csv(\.gz)?$/i.test(name)).toSorted();
  if (names.length === 0 || names.length > MAX_FILES) {
    throw new ImportError(
      folder,
      `it has ${names.length} CSV files; valid is a folder with the files of one recording of the Movella DOT app, one per sensor.`,
    );
  }
  const opened: DotCsv[] = [];
  try {
    const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const read = names.map(() => 0);
    for (const [i, name] of names.entries()) {
      const onProgress = (bytes: number): void => {
        read[i] = bytes;
        options.onProgress?.(
          read.reduce((sum, each) => sum + each, 0),
          total,
        );
      };
      opened.push(await openDotCsv(join(folder, name), { ...options, onProgress }));
    }
    requireSynced(opened);
    requireNames(folder, opened);
    return {
      csv: new MergedSensors(
        folder,
        opened.map(({ csv }) => csv),
      ),
      files: names,
      startedUs: startOf(opened),
    };
  } catch (error) {
    for (const { csv } of opened) await csv.close();
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}

function requireSynced(opened: readonly DotCsv[]): void {
  const adrift = opened.find(({ head }) => !head.isSynced);
  if (opened.length === 1 || adrift === undefined) return;
  throw new ImportError(
    adrift.path,
    'its SyncStatus is not "Synced", so nobody knows which of its samples belong to those of the other files; valid are recordings whose sensors were synced in the app.',
  );
}

function requireNames(folder: string, opened: readonly DotCsv[]): void {
  const names = opened.map(({ csv }) => csv.sensors[0].prefix.toLowerCase());
  const twin = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twin === -1) return;
  const tags = listed(opened.map(({ path }) => basename(path)));
  throw new ImportError(
    folder,
    `two of ${tags} have the DeviceTag ${quoted(names[twin])}; valid is another one for each sensor.`,
  );
}

/** The sensors are told to start one after the other: the last to begin was there for the first row. */
function startOf(opened: readonly DotCsv[]): number | null {
  const starts = opened.flatMap(({ head }) => head.startedUs ?? []);
  return starts.length === 0 ? null : Math.max(...starts);
}
