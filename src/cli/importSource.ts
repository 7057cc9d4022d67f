import { stat } from 'node:fs/promises';
import { readCsvMapping } from '../exchange/import/csv/csvMapping.ts';
import { openSensorCsv } from '../exchange/import/csv/openSensorCsv.ts';
import type { SensorCsv } from '../exchange/import/csv/sensorCsvFile.ts';
import { quoted, shown } from '../exchange/import/importError.ts';
import { type DotFolder, openDotFolder } from '../exchange/import/movellaDot/openDotFolder.ts';
import type { Placement } from '../model/placement.ts';
import { UsageError } from './cliError.ts';
import { type ImportClock, importClock } from './importClock.ts';
import type { ImportFlags } from './importFlags.ts';
import { placedSensors, placesFrom } from './places.ts';

/** Rows to import, wherever they come from, with what the command line says of them. */
export interface ImportSource {
  readonly csv: SensorCsv;
  /** Of the sensors, in their order. */
  readonly placements: readonly Placement[];
  /** Which sensors have a magnetic field in µT. */
  readonly inMicrotesla: readonly boolean[];
  /** @param firstS time of the first row, s */
  clock(firstS: number): ImportClock;
  /** What else is to be told once the rows were read. */
  notes(): string[];
}

export interface SourceOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (bytesRead: number, totalBytes: number) => void;
}

/**
 * @throws UsageError for options that do not fit, and where nobody says where a sensor was worn
 * @throws ImportError with what is wrong in a file
 */
export async function openImportSource(
  path: string,
  flags: ImportFlags,
  options: SourceOptions,
): Promise<ImportSource> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) {
    if (flags.side !== undefined || flags.mapping !== undefined) {
      throw new UsageError(`${path} is a folder: it takes --place, not --side or --mapping`);
    }
    return folderSource(path, flags, options);
  }
  if (flags.place !== undefined) {
    throw new UsageError(
      `--place is for a folder of the Movella DOT app; the columns of ${path} say themselves where they were worn, or take --side or --mapping`,
    );
  }
  return tableSource(path, flags, options);
}

async function tableSource(
  path: string,
  flags: ImportFlags,
  options: SourceOptions,
): Promise<ImportSource> {
  const mapping = flags.mapping === undefined ? undefined : await readCsvMapping(flags.mapping);
  const csv = await openSensorCsv(path, { ...(mapping && { mapping }), ...options });
  try {
    return {
      csv,
      placements: placementsOf(csv, flags),
      inMicrotesla: csv.sensors.map(({ magnetometer }) => magnetometer),
      clock: (firstS) => importClock(path, firstS, flags.started),
      notes: () => [],
    };
  } catch (error) {
    await csv.close();
    throw error;
  }
}

async function folderSource(
  path: string,
  flags: ImportFlags,
  options: SourceOptions,
): Promise<ImportSource> {
  const given = await placesFrom(flags.place ?? new Map());
  const folder = await openDotFolder(path, options);
  const { csv, startedUs } = folder;
  try {
    return {
      csv,
      placements: placedSensors(namesOf(folder), given),
      // The app gives it in units of the earth's field where the sensor was calibrated.
      inMicrotesla: csv.sensors.map(() => false),
      clock: (firstS) => importClock(path, firstS, flags.started ?? startedUs ?? undefined),
      notes: () => [
        ...(csv.alone > 0
          ? [`  samples left out because another sensor had none at their instant: ${csv.alone}`]
          : []),
        ...(flags.started === undefined && startedUs === null
          ? ['  the zone of StartTime is not known: --started says when it was']
          : []),
      ],
    };
  } catch (error) {
    await csv.close();
    throw error;
  }
}

/** A sensor is called by its tag or by its file. */
function namesOf({ csv, files }: DotFolder): string[][] {
  return csv.sensors.map(({ prefix }, i) => [prefix, files[i].replace(/\.csv(\.gz)?$/i, '')]);
}

function placementsOf({ sensors }: SensorCsv, { side }: ImportFlags): Placement[] {
  const placements = sensors.map(({ segment, side: own, prefix }): Placement => {
    if (segment === 'pelvis') return 'pelvis';
    const known = own ?? side;
    if (segment !== null && known !== undefined) return `${known}_${segment}`;
    throw new UsageError(
      `the leg of ${quoted(prefix)} is not known; say --side left or --side right, or name it left_${shown(prefix)}`,
    );
  });
  for (const [i, placement] of placements.entries()) {
    const twin = placements.indexOf(placement);
    if (twin === i) continue;
    throw new UsageError(
      `${quoted(sensors[twin].prefix)} and ${quoted(sensors[i].prefix)} are both ${placement}; valid is one sensor per segment`,
    );
  }
  return placements;
}
