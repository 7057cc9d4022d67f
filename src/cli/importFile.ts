import { basename } from 'node:path';
import { readCsvMapping } from '../exchange/import/csv/csvMapping.ts';
import { openSensorCsv } from '../exchange/import/csv/openSensorCsv.ts';
import type { CsvRows } from '../exchange/import/csv/rowBatch.ts';
import type { SensorCsv } from '../exchange/import/csv/sensorCsvFile.ts';
import { type ImportReport, importRows } from '../exchange/import/importRows.ts';
import type { Placement, Side } from '../model/placement.ts';
import type { SessionMetadata } from '../model/session.ts';
import { DEFAULT_SETTINGS } from '../model/settings.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { CliError, UsageError } from './cliError.ts';
import { Progress } from './progress.ts';
import { SOFTWARE } from './projectFolder.ts';
import { recordWhole } from './recordWhole.ts';

/** What the command line of `import` gave. */
export interface ImportFlags {
  readonly output: string;
  readonly side?: Side;
  readonly mapping?: string;
  /** µs since the Unix epoch. */
  readonly started?: number;
  readonly subject: string;
}

/** Rates at which a movement can be told and a packet is not yet a silence. */
const MIN_RATE_HZ = 20;
const MAX_RATE_HZ = 2000;
/** Times beyond this many seconds can only be those of a clock. */
const UNIX_TIME_S = 1e8;
/** A date that nobody takes for the day of the recording. */
const UNKNOWN_START_US = Date.UTC(2000, 0, 1) * 1000;

/**
 * @throws UsageError where the side of a segment is not known
 * @throws ImportError, CliError, RecordingError with what is wrong in the file; no file is left
 */
export async function importFile(file: string, flags: ImportFlags): Promise<void> {
  const mapping = flags.mapping === undefined ? undefined : await readCsvMapping(flags.mapping);
  const stop = new AbortController();
  const progress = new Progress('importing', 1);
  const csv = await openSensorCsv(file, {
    ...(mapping && { mapping }),
    signal: stop.signal,
    onProgress: (bytesRead, totalBytes) => progress.at(bytesRead / totalBytes),
  });
  try {
    const rateHz = tidyRate(file, csv.rateHz);
    const placements = placementsOf(csv, flags.side);
    const batches = csv.rows();
    const first = await batches.next();
    if (first.done) throw new CliError(`${file} has no rows behind its header`);
    const { zeroUs, startedUs } = startOf(first.value.timeS[0], flags.started);
    const report = await recordWhole(
      flags.output,
      metadataOf(file, flags, startedUs),
      async (writer, signal) => {
        signal.addEventListener('abort', () => stop.abort(signal.reason));
        const done = await importRows(withFirst(first.value, batches), writer, {
          placements,
          rateHz,
          zeroUs,
          source: basename(file),
        });
        // The last rows may have been read before anybody asked to stop.
        signal.throwIfAborted();
        return done;
      },
    );
    console.log(summary(flags.output, csv, rateHz, placements, report));
  } finally {
    progress.end();
    await csv.close();
  }
}

/** Without the last digits, which only tell how `t` was rounded. */
function tidyRate(file: string, rateHz: number): number {
  if (rateHz >= MIN_RATE_HZ && rateHz <= MAX_RATE_HZ) return Number(rateHz.toPrecision(6));
  throw new CliError(
    `${file} is sampled at ${rateHz.toFixed(1)} Hz by its column t; valid are ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz`,
  );
}

function placementsOf({ sensors }: SensorCsv, side: Side | undefined): Placement[] {
  const placements = sensors.map(({ segment, side: own, prefix }): Placement => {
    if (segment === 'pelvis') return 'pelvis';
    const known = own ?? side;
    if (segment !== null && known !== undefined) return `${known}_${segment}`;
    throw new UsageError(
      `the leg of "${prefix}" is not known; say --side left or --side right, or name it left_${prefix}`,
    );
  });
  for (const [i, placement] of placements.entries()) {
    const twin = placements.indexOf(placement);
    if (twin === i) continue;
    throw new UsageError(
      `"${sensors[twin].prefix}" and "${sensors[i].prefix}" are both ${placement}; valid is one sensor per segment`,
    );
  }
  return placements;
}

/** `t` counts from the start of the recording, except where it is the time of a clock. */
function startOf(
  firstS: number,
  startedUs: number | undefined,
): { readonly zeroUs: number; readonly startedUs: number } {
  if (Math.abs(firstS) > UNIX_TIME_S) {
    if (startedUs === undefined) return { zeroUs: 0, startedUs: Math.round(firstS * 1e6) };
    throw new UsageError(
      `--started is given, but t begins at ${firstS} and is the time of a clock; leave --started out`,
    );
  }
  const zeroUs = startedUs ?? UNKNOWN_START_US;
  return { zeroUs, startedUs: zeroUs };
}

function metadataOf(file: string, flags: ImportFlags, startedUs: number): SessionMetadata {
  return {
    id: basename(flags.output, RECORDING_SUFFIX),
    subject: flags.subject,
    startedUs,
    simulated: false,
    protocol: 'imported',
    notes: `imported from ${basename(file)}`,
    software: SOFTWARE,
    settings: DEFAULT_SETTINGS,
    settingsHash: settingsHash(DEFAULT_SETTINGS),
  };
}

async function* withFirst(
  first: CsvRows,
  rest: AsyncGenerator<CsvRows>,
): AsyncGenerator<CsvRows, void, void> {
  yield first;
  yield* rest;
}

function summary(
  output: string,
  csv: SensorCsv,
  rateHz: number,
  placements: readonly Placement[],
  report: ImportReport,
): string {
  const { rows, firstS, lastS, gaps, longestGapS, longestGapAtS } = report;
  const lines = [
    `${output}: ${rows} rows, ${(lastS - firstS).toFixed(1)} s at ${rateHz} Hz`,
    ...csv.sensors.map(
      ({ prefix, magnetometer }, i) =>
        `  ${prefix}: worn at ${placements[i]}${magnetometer ? ', with magnetometer' : ''}`,
    ),
  ];
  if (csv.ignoredColumns.length > 0) {
    lines.push(`  columns left out: ${csv.ignoredColumns.join(', ')}`);
  }
  if (gaps > 0) {
    lines.push(
      `  gaps: ${gaps}, the longest ${longestGapS.toFixed(2)} s at t = ${longestGapAtS.toFixed(2)} s`,
    );
  }
  return lines.join('\n');
}
