import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listRecordings } from '../recording/catalogue.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { recoverRecording } from '../recording/recover.ts';
import { CliError } from './cliError.ts';
import { recoveryText } from './recover/recoveryText.ts';

const STATE_FOLDER = '.plumbline';

/** A recordings folder held by this hub alone: two hubs would recover each other's open files. */
export interface HeldFolder {
  readonly path: string;
  /** What was mended at the start, one sentence each. */
  readonly repairs: readonly string[];
  release(): Promise<void>;
}

/**
 * Makes the folder if needed, takes it for this process and finalizes what a killed hub left.
 * @throws CliError when it cannot be written or another hub has it
 */
export async function holdRecordingsFolder(path: string): Promise<HeldFolder> {
  try {
    await makeFolder(join(path, STATE_FOLDER));
    await access(path, constants.W_OK);
  } catch (error) {
    throw new CliError(
      `recordings cannot be written to ${path} (${codeOf(error)}): give a folder of yours with --recordings`,
    );
  }
  const lock = lockOf(path);
  await take(lock, path);
  const release = (): Promise<void> => rm(lock, { force: true });
  try {
    return { path, repairs: await recoverAll(path), release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Not mkdir's own `recursive`: that never returns where a file system refuses folders, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

/** Process of the hub that holds the folder, null when none does. */
export async function hubRecordingInto(folder: string): Promise<number | null> {
  const holder = Number(await readFile(lockOf(folder), 'utf8').catch(() => ''));
  return isRunning(holder) ? holder : null;
}

function lockOf(folder: string): string {
  return join(folder, STATE_FOLDER, 'hub.lock');
}

async function take(lock: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(lock, 'wx', 0o600);
      await file.writeFile(`${process.pid}\n`);
      await file.close();
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      const holder = await hubRecordingInto(folder);
      if (holder !== null) {
        throw new CliError(
          `another hub (process ${holder}) records into ${folder}: stop it, or give this one another folder with --recordings`,
        );
      }
      await rm(lock, { force: true });
    }
  }
  throw new CliError(`${lock} cannot be taken: remove it if no hub is running`);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function recoverAll(folder: string): Promise<string[]> {
  const repairs: string[] = [];
  for (const { path, finished } of await listRecordings(folder)) {
    if (finished) continue;
    try {
      repairs.push(...recoveryText(await recoverRecording(path), { check: false }));
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      repairs.push(error.message);
    }
  }
  return repairs;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
