import { basename } from 'node:path';
import type { CsvRows } from '../exchange/import/csv/rowBatch.ts';
import { importRows } from '../exchange/import/importRows.ts';
import type { SessionMetadata } from '../model/session.ts';
import { DEFAULT_SETTINGS } from '../model/settings.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { CliError } from './cliError.ts';
import type { ImportFlags } from './importFlags.ts';
import { openImportSource } from './importSource.ts';
import { importSummary } from './importSummary.ts';
import { Progress } from './progress.ts';
import { SOFTWARE } from './projectFolder.ts';
import { recordWhole } from './recordWhole.ts';

const SETTINGS = effectiveSettings(DEFAULT_SETTINGS);

/** Rates at which a movement can be told and a packet is not yet a silence. */
const MIN_RATE_HZ = 20;
const MAX_RATE_HZ = 2000;

/**
 * @throws UsageError where nobody says where a sensor was worn
 * @throws ImportError, CliError, RecordingError with what is wrong in the file; no file is left
 */
export async function importFile(file: string, flags: ImportFlags): Promise<void> {
  const stop = new AbortController();
  const progress = new Progress('importing', 1);
  const source = await openImportSource(file, flags, {
    signal: stop.signal,
    onProgress: (bytesRead, totalBytes) => progress.at(bytesRead / totalBytes),
  });
  const { csv, placements, inMicrotesla } = source;
  try {
    const rateHz = tidyRate(file, csv.rateHz);
    const batches = csv.rows();
    const first = await batches.next();
    if (first.done) throw new CliError(`${file} has no rows behind its header`);
    const clock = source.clock(first.value.timeS[0]);
    const rows = withFirst(first.value, batches);
    const report = await recordWhole(
      flags.output,
      metadataOf(file, flags, clock.startedUs),
      async (writer, signal) => {
        signal.addEventListener('abort', () => stop.abort(signal.reason));
        const done = await importRows(rows, writer, {
          placements,
          rateHz,
          zeroUs: clock.zeroUs,
          source: basename(file),
          inMicrotesla,
        });
        // The last rows may have been read before anybody asked to stop.
        signal.throwIfAborted();
        return done;
      },
      { firstLogUs: clock.firstUs },
    );
    const summary = importSummary(flags.output, { csv, rateHz, placements, clock, report });
    console.log([summary, ...source.notes()].join('\n'));
  } finally {
    progress.end();
    await csv.close();
  }
}

/** Without the last digits, which only tell how `t` was rounded. */
function tidyRate(file: string, rateHz: number): number {
  const tidy = Number(rateHz.toPrecision(6));
  if (tidy >= MIN_RATE_HZ && tidy <= MAX_RATE_HZ) return tidy;
  throw new CliError(
    `${file} is sampled at ${tidy} Hz by its column t; valid are ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz`,
  );
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
    settings: SETTINGS,
    settingsHash: settingsHash(SETTINGS),
  };
}

async function* withFirst(
  first: CsvRows,
  rest: AsyncGenerator<CsvRows>,
): AsyncGenerator<CsvRows, void, void> {
  yield first;
  yield* rest;
}
