import { basename, dirname, resolve } from 'node:path';
import { InfluxLink } from '../../influx/query/influxLink.ts';
import type { InfluxConfig } from '../../influx/server/config.ts';
import type { Difference } from '../../influx/verify/differences.ts';
import { type UploadVerification, verifyUpload } from '../../influx/verify/verifyUpload.ts';
import { listRecordings } from '../../recording/catalogue.ts';
import { CliError } from '../cliError.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import { interruptible } from '../interruptible.ts';
import { hubRecordingInto, withoutHub } from '../recordingsFolder.ts';
import { configOrTeach } from './configOrTeach.ts';
import type { VerifyFlags } from './influxFlags.ts';
import { uploadFrom } from './uploadFiles.ts';

const MOST_ROWS = 20;

/**
 * Says of each recording whether the database holds just what it gives.
 * @throws CliError while something differs
 */
export async function tellVerify(files: readonly string[], flags: VerifyFlags): Promise<void> {
  const config = configOrTeach();
  const paths =
    files.length > 0 ? files.map((file) => resolve(file)) : await allIn(flags.recordings);
  const differing = await interruptible('interrupted before all was compared', (signal) =>
    verifyAll(paths, config, flags, signal),
  );
  if (differing.length === 0) return;
  const names = differing.map((path) => basename(path)).join(', ');
  const advice = flags.repair
    ? 'lines that the database refused stand in .plumbline/refused-lines.txt'
    : '"--repair" uploads them anew';
  throw new CliError(`${differing.length} of ${paths.length} differ: ${names}; ${advice}`);
}

/** @returns those that differ still */
async function verifyAll(
  paths: readonly string[],
  config: InfluxConfig,
  { repair = false }: VerifyFlags,
  signal: AbortSignal,
): Promise<string[]> {
  const link = await InfluxLink.open(config, signal);
  const differing: string[] = [];
  try {
    for (const path of paths) {
      signal.throwIfAborted();
      const folder = dirname(path);
      const first = await verifyUpload(path, config, link);
      if (first.uploaded !== 'all' && (await hubRecordingInto(folder)) !== null) {
        console.log(
          plainText(`${basename(path)}: the hub that runs is uploading it, compare later`),
        );
        continue;
      }
      tell(path, first);
      if (isWhole(first)) continue;
      const name = basename(path);
      const again = { again: first.differences.length > 0 };
      if (repair) {
        await withoutHub(folder, () => uploadFrom(folder, [name], config, again, signal));
        const second = await verifyUpload(path, config, link);
        tell(path, second);
        if (isWhole(second)) continue;
      }
      differing.push(path);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    link.close();
  }
  return differing;
}

function isWhole({ uploaded, subject, differences }: UploadVerification): boolean {
  const isThere = uploaded === 'all' || uploaded === 'open';
  return isThere && subject === null && differences.length === 0;
}

function tell(
  path: string,
  { uploaded, lines, allLines, subject, differences }: UploadVerification,
): void {
  const name = basename(path);
  const so = {
    all: `${lines} lines`,
    open: `${lines} lines so far of a recording that is not closed`,
    part: `${lines} of ${allLines} lines, the rest is not uploaded yet`,
    nothing: 'not uploaded',
  }[uploaded];
  const found = [
    ...(subject === null
      ? []
      : [`the database has it as ${subject.uploaded}, it is of ${subject.now} now`]),
    ...(differences.length > 0 ? [`${differences.length} fields differ`] : []),
  ];
  if (found.length === 0 && (uploaded === 'all' || uploaded === 'open')) found.push('as recorded');
  console.log(plainText(`${name}: ${[so, ...found].join(', ')}`));
  for (const row of tableOf(differences)) console.log(`  ${plainText(row)}`);
}

function tableOf(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return [];
  const rows = differences
    .slice(0, MOST_ROWS)
    .map(({ measurement, series, field, what, wanted, found }) => [
      measurement,
      series,
      field,
      what,
      wanted,
      found,
    ]);
  const table = alignedTable([
    ['measurement', 'of', 'field', 'what', 'recorded', 'in the database'],
    ...rows,
  ]);
  const more = differences.length - rows.length;
  return more > 0 ? [...table, `and ${more} more`] : table;
}

async function allIn(folder: string): Promise<string[]> {
  const paths = (await listRecordings(folder)).map(({ path }) => resolve(path));
  if (paths.length === 0) throw new CliError(`there are no recordings in ${folder}`);
  return paths;
}
