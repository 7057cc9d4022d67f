import { basename, dirname } from 'node:path';
import { CsvBytes } from '../exchange/export/csv/csvBytes.ts';
import { ExportError } from '../exchange/export/exportError.ts';
import { NewFiles } from '../exchange/export/newFiles.ts';
import { openSensorCsv } from '../exchange/import/csv/openSensorCsv.ts';
import type { SensorCsv } from '../exchange/import/csv/sensorCsvFile.ts';
import { listed, quoted } from '../exchange/import/importError.ts';
import { evenSamples, MAX_BRIDGE_S } from '../exchange/orient/evenSamples.ts';
import { LongGaps } from '../exchange/orient/longGaps.ts';
import { type Oriented, orientBothWays, orientInOrder } from '../exchange/orient/orientSamples.ts';
import { DEFAULT_ORIENTATION } from '../orientation/settings.ts';
import { CliError, UsageError } from './cliError.ts';
import { interruptible } from './interruptible.ts';
import { Progress } from './progress.ts';

const ROWS_AT_ONCE = 1000;

/** What the command line of `orient` gave. */
export interface OrientFlags {
  readonly output: string;
  readonly sensor?: string;
  readonly magnetometer: 'off' | 'assist';
  readonly offline: boolean;
}

/**
 * @throws UsageError for a sensor or magnetometer that is not in the file
 * @throws ImportError, CliError with what is wrong in the file; no file is left
 */
export function orientFile(file: string, flags: OrientFlags): Promise<void> {
  return interruptible(`interrupted: ${flags.output} is not kept`, async (signal) => {
    const progress = new Progress('orienting', 1);
    const csv = await openSensorCsv(file, {
      accept: 'anySensor',
      signal,
      onProgress: (bytesRead, totalBytes) => progress.at(bytesRead / totalBytes),
    });
    try {
      const done = await orient(csv, flags, signal);
      progress.end();
      console.log(summary(csv, flags, done));
    } catch (error) {
      if (error instanceof RangeError) throw new CliError(`${file}: ${error.message}`);
      throw error instanceof ExportError ? new CliError(error.message) : error;
    } finally {
      progress.end();
      await csv.close();
    }
  });
}

interface Done {
  readonly rows: number;
  readonly longGaps: LongGaps;
}

async function orient(csv: SensorCsv, flags: OrientFlags, signal: AbortSignal): Promise<Done> {
  const sensor = sensorIn(csv, flags);
  const options = { rateHz: csv.rateHz, magnetometer: flags.magnetometer === 'assist' };
  const longGaps = new LongGaps();
  const samples = evenSamples(csv.rows(), sensor, csv.rateHz, longGaps);
  const oriented = flags.offline
    ? orientBothWays(samples, options)
    : orientInOrder(samples, options);
  const name = basename(flags.output);
  const files = await NewFiles.create(dirname(flags.output), [name]);
  try {
    const rows = await writeTable(files, name, oriented);
    signal.throwIfAborted();
    await files.keep();
    return { rows, longGaps };
  } catch (error) {
    await files.discard();
    throw error;
  }
}

async function writeTable(
  files: NewFiles<string>,
  name: string,
  oriented: AsyncIterable<Oriented>,
): Promise<number> {
  const lines = new CsvBytes();
  let rows = 0;
  await files.write(name, 't,qw,qx,qy,qz\n');
  for await (const { timeS, orientation } of oriented) {
    lines.number(timeS);
    for (const part of orientation) {
      lines.comma();
      lines.number(part);
    }
    lines.endLine();
    if (++rows % ROWS_AT_ONCE === 0) await files.write(name, lines.take());
  }
  await files.write(name, lines.take());
  return rows;
}

function sensorIn({ sensors }: SensorCsv, { sensor, magnetometer }: OrientFlags): number {
  const names = sensors.map(({ prefix }) => prefix);
  const valid = `valid are ${listed(names.map((name) => name || '""'))}`;
  if (sensor === undefined && sensors.length > 1) {
    throw new UsageError(`the file holds ${sensors.length} sensors; give --sensor, ${valid}`);
  }
  const index = sensor === undefined ? 0 : names.indexOf(sensor);
  if (index < 0) throw new UsageError(`the file holds no sensor ${quoted(sensor ?? '')}; ${valid}`);
  if (magnetometer === 'assist' && !sensors[index].magnetometer) {
    throw new UsageError(
      `${quoted(names[index])} has no magnetometer columns; valid is --magnetometer off`,
    );
  }
  return index;
}

function summary(csv: SensorCsv, flags: OrientFlags, { rows, longGaps }: Done): string {
  const heading = flags.magnetometer === 'assist' ? 'north by magnetometer' : 'heading arbitrary';
  const whole = `${flags.output}: ${rows} rows at ${csv.rateHz.toPrecision(6)} Hz, ${heading}`;
  if (longGaps.count === 0) return whole;
  const { count, longestS, longestAtS } = longGaps;
  const gaps = `  gaps: ${count} longer than ${MAX_BRIDGE_S} s, the longest ${longestS.toFixed(2)} s at t = ${longestAtS.toFixed(2)} s`;
  return `${whole}\n${gaps}: the attitude settles for ${DEFAULT_ORIENTATION.tauAccS} s after each`;
}
