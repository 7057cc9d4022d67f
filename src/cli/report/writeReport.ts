import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import { reportPage } from '../../report/page/reportPage.ts';
import { CliError } from '../cliError.ts';
import { noteFiles } from '../noteMade.ts';
import type { ReportFlags } from '../reportFlags.ts';
import { reportOf } from './reportOf.ts';

/**
 * Writes the report of a recording as a page, or as JSON.
 * @throws CliError, RecordingError
 */
export async function writeReport(file: string, flags: ReportFlags): Promise<void> {
  const { json = false, output } = flags;
  const report = await reportOf(file, flags);
  const text = json ? `${JSON.stringify(report, null, 2)}\n` : reportPage(report);
  if (json && output === undefined) {
    process.stdout.write(text);
    return;
  }
  const path = output ?? `${basename(file, RECORDING_SUFFIX)}.html`;
  await writeNew(path, text);
  await noteFiles(file, [path]);
  console.log(`${path}: report of ${file}`);
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new CliError(
      systemCode(error) === 'EEXIST'
        ? `${path} exists already: give another name with -o`
        : `${path} cannot be written (${reasonOf(error)})`,
    );
  }
}
