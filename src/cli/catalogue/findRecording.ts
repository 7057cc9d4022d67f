import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { CliError } from '../cliError.ts';

/**
 * Path of a recording by what a person typed: its file, or its id in the folder.
 * @throws CliError where there is neither
 */
export function findRecording(text: string, folder: string): string {
  const inFolder = join(folder, `${text}${RECORDING_SUFFIX}`);
  if (text.endsWith(RECORDING_SUFFIX) && existsSync(text)) return text;
  if (!/[/\\]/.test(text) && existsSync(inFolder)) return inFolder;
  throw new CliError(
    `there is no recording ${text}: valid are a file (.mcap) and an id that "plumbline list --recordings ${folder}" shows`,
  );
}
