import { constants, existsSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BrokenOff, brokenOffIn } from '../hub/brokenOff.ts';
import { listRecordings } from '../recording/catalogue.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { recoverRecording } from '../recording/recover.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { CliError } from './cliError.ts';
import { lockHolder, takeLock } from './folderLock.ts';
import { recoveryNotice, recoveryText } from './recover/recoveryText.ts';

const STATE_FOLDER = '.plumbline';

/** A recordings folder held by this hub alone: two hubs would recover each other's open files. */
export interface HeldFolder {
  readonly path: string;
  /** What was mended at the start, one sentence each. */
  readonly repairs: readonly string[];
  /** The same for the people at the dashboard: one sentence for each recording. */
  readonly notices: readonly string[];
  /** The session that broke off last, among those mended; null where none did. */
  readonly brokenOff: BrokenOff | null;
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
  const lock = await lockIn(path);
  if (typeof lock === 'number') {
    throw new CliError(
      `another hub (process ${lock}) works in ${path}: stop it, or give this one another folder with --recordings`,
    );
  }
  const { release } = lock;
  try {
    return { path, ...(await recoverAll(path)), release };
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

/**
 * Does something with the files of a folder while no hub can start in it; a folder that never was
 * a hub's is left without a lock.
 * @throws CliError when a hub has it
 */
export async function withoutHub<T>(folder: string, action: () => Promise<T>): Promise<T> {
  if (!existsSync(join(folder, STATE_FOLDER))) return action();
  const lock = await lockIn(folder);
  if (typeof lock === 'number') {
    throw new CliError(`the hub of process ${lock} works in ${folder}: stop it first`);
  }
  return action().finally(() => lock.release());
}

/** Process of the hub that holds the folder, null when none does. */
export function hubRecordingInto(folder: string): Promise<number | null> {
  return lockHolder(lockOf(folder));
}

async function lockIn(folder: string): ReturnType<typeof takeLock> {
  try {
    return await takeLock(lockOf(folder));
  } catch (error) {
    throw new CliError(
      `${lockOf(folder)} cannot be taken (${codeOf(error)}): is the disk full, or a folder in its place?`,
    );
  }
}

function lockOf(folder: string): string {
  return join(folder, STATE_FOLDER, 'hub.lock');
}

async function recoverAll(
  folder: string,
): Promise<Pick<HeldFolder, 'repairs' | 'notices' | 'brokenOff'>> {
  const repairs: string[] = [];
  const notices: string[] = [];
  let brokenOff: BrokenOff | null = null;
  // The newest first.
  for (const { path, finished } of await listRecordings(folder)) {
    if (finished) continue;
    try {
      const report = await recoverRecording(path);
      repairs.push(...recoveryText(report, { check: false }));
      notices.push(recoveryNotice(report));
      brokenOff ??= await brokenOffIn(path);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      repairs.push(error.message);
      notices.push(withoutPath(error));
    }
  }
  return { repairs, notices, brokenOff };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
