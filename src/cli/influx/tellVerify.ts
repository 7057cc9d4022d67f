import { basename, dirname, join, relative, resolve } from 'node:path';
import { deletionsWaiting } from '../../influx/deletion/deletionsWaiting.ts';
import { InfluxLink } from '../../influx/query/influxLink.ts';
import type { InfluxConfig } from '../../influx/server/config.ts';
import { type UploadVerification, verifyUpload } from '../../influx/verify/verifyUpload.ts';
import { listRecordings, type RecordingListing } from '../../recording/catalogue.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import { CliError } from '../cliError.ts';
import { plainText } from '../info/plainText.ts';
import { interruptible } from '../interruptible.ts';
import { hubRecordingInto, withoutHub } from '../recordingsFolder.ts';
import { configOrTeach } from './configOrTeach.ts';
import type { VerifyFlags } from './influxFlags.ts';
import { uploadFrom } from './uploadFiles.ts';
import { isWhole, verificationText } from './verificationText.ts';

/**
 * Says of each recording whether the database holds just what it gives.
 * @throws CliError while something differs
 */
export async function tellVerify(files: readonly string[], flags: VerifyFlags): Promise<void> {
  const config = configOrTeach();
  const paths =
    files.length > 0 ? files.map((file) => resolve(file)) : await allIn(flags.recordings, config);
  const differing = await interruptible('interrupted before all was compared', (signal) =>
    verifyAll(paths, config, flags, signal),
  );
  await tellDeletions(new Set(paths.map((path) => dirname(path))), config);
  if (differing.length === 0) return;
  const names = differing.map((path) => basename(path)).join(', ');
  const advice = flags.repair
    ? 'lines that the database refused stand in .plumbline/refused-lines.txt'
    : '"--repair" uploads them anew';
  const differ = differing.length === 1 ? 'differs' : 'differ';
  throw new CliError(`${differing.length} of ${paths.length} ${differ}: ${names}; ${advice}`);
}

/** @returns those that differ still */
async function verifyAll(
  paths: readonly string[],
  config: InfluxConfig,
  { repair = false, all = false }: VerifyFlags,
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
      const told = verificationText(basename(path), first, all);
      tell(told);
      if (isWhole(first)) continue;
      if (repair) {
        const isUploaded = await repairOne(path, first, config, signal);
        const second = await verifyUpload(path, config, link);
        tellAgain(told, verificationText(basename(path), second, all));
        if (isUploaded && isWhole(second)) continue;
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

/** @returns false where something of it could not be uploaded, which is told: others still can be */
async function repairOne(
  path: string,
  { differences }: UploadVerification,
  config: InfluxConfig,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = dirname(path);
  const name = basename(path);
  const flags = { again: differences.length > 0 };
  try {
    await withoutHub(folder, () => uploadFrom(folder, [name], config, flags, signal));
    return true;
  } catch (error) {
    if (signal.aborted || !(error instanceof CliError)) throw error;
    console.error(plainText(`${name}: ${error.message}`));
    return false;
  }
}

/** What stands above already is not repeated. */
function tellAgain(before: readonly string[], now: readonly string[]): void {
  tell(`${before.slice(1)}` === `${now.slice(1)}` ? now.slice(0, 1) : now);
}

function tell(lines: readonly string[]): void {
  for (const line of lines) console.log(plainText(line));
}

async function tellDeletions(folders: Iterable<string>, config: InfluxConfig): Promise<void> {
  for (const folder of folders) {
    const waiting = await deletionsWaiting(folder, config);
    if (waiting === 0) continue;
    const what = waiting === 1 ? '1 deletion waits' : `${waiting} deletions wait`;
    console.log(
      plainText(
        `${what} in ${join(relative('', folder), STATE_FOLDER, 'deletions')}: the next "plumbline upload", or a hub, takes out of the database what was deleted here`,
      ),
    );
  }
}

async function allIn(folder: string, config: InfluxConfig): Promise<string[]> {
  const paths = (await listed(folder)).map(({ path }) => resolve(path));
  if (paths.length > 0) return paths;
  // All of them may be what was deleted.
  await tellDeletions([folder], config);
  throw new CliError(
    `there are no recordings in ${folder}: give the folder of yours with --recordings, or the files themselves`,
  );
}

async function listed(folder: string): Promise<readonly RecordingListing[]> {
  try {
    return await listRecordings(folder);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new CliError(
      `${folder} is no folder that can be read: give that of your recordings with --recordings, or the files themselves`,
      { cause: error },
    );
  }
}
