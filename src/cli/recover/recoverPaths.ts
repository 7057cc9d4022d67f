import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { plainFilesIn } from '../../recording/plainFiles.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import { type RecoveryReport, recoverRecording } from '../../recording/recover.ts';
import { CliError } from '../cliError.ts';
import { withoutHub } from '../recordingsFolder.ts';
import type { RecoverFlags } from '../recoverFlags.ts';
import { recoveryText } from './recoveryText.ts';

/** @throws CliError when a path is no recording or could not be mended, after all others were. */
export async function recoverPaths(paths: readonly string[], flags: RecoverFlags): Promise<void> {
  const { check = false, json = false } = flags;
  const reports: RecoveryReport[] = [];
  const failures: string[] = [];
  for (const path of await filesOf(paths)) {
    try {
      const report = check
        ? await recoverRecording(path, { checkOnly: true, thorough: true })
        : // The end of a file that grows is no torn end.
          await withoutHub(dirname(path), () => recoverRecording(path, { thorough: true }));
      reports.push(report);
      if (!json) console.log(recoveryText(report, { check }).join('\n'));
    } catch (error) {
      if (!(error instanceof RecordingError) && !(error instanceof CliError)) throw error;
      failures.push(error.message);
      if (!json) console.error(`! ${error.message}`);
    }
  }
  if (json) console.log(JSON.stringify({ recordings: reports, failures }, null, 2));
  if (failures.length > 0) {
    throw new CliError(
      `${failures.length} of ${failures.length + reports.length} files could not be read or mended`,
    );
  }
}

async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (await isFolder(path)) {
      // By their names: one whose head is spoilt is in no list of recordings and shall be told of.
      const names = (await plainFilesIn(path)).filter((name) => name.endsWith(RECORDING_SUFFIX));
      files.push(...names.sort().map((name) => join(path, name)));
    } else files.push(path);
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
