import { readFile, stat } from 'node:fs/promises';
import type { EffectiveSettings } from '../model/settings.ts';
import { type GivenSettings, withSettings } from '../model/settingsSchema.ts';
import { checkSettings, problemsText } from '../pipeline/settingsProblems.ts';
import { reasonOf, systemCode } from '../recording/recordingError.ts';
import { CliError } from './cliError.ts';

const MOST_BYTES = 1024 * 1024;

/**
 * `base` with what a JSON file of settings says; any part may be in it.
 * @throws CliError when the file cannot be read, is not JSON or holds what is not valid
 */
export async function settingsFrom(
  path: string,
  base: EffectiveSettings,
): Promise<EffectiveSettings> {
  return withSettings(base, await readSettings(path));
}

/**
 * The settings that a JSON file names.
 * @throws CliError when the file cannot be read, is not JSON or holds what is not valid
 */
export async function readSettings(path: string): Promise<GivenSettings> {
  const json = jsonOf(path, await textOf(path));
  const { settings, problems } = checkSettings(json);
  if (settings !== null) return settings;
  // The caret of a formula stands under it, so nothing may stand before it in its line.
  const formula = problems.find(({ marked }) => marked !== undefined);
  if (formula?.marked !== undefined && problems.every(({ marked }) => marked !== undefined)) {
    throw new CliError(`${path}: ${formula.marked}`);
  }
  const others = problems.filter(({ marked }) => marked === undefined);
  throw new CliError(`${path} holds settings that are not valid: ${problemsText(others)}`);
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= MOST_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${whyNot(error)}; valid is a JSON file`, {
      cause: error,
    });
  }
  throw new CliError(`${path} is too large for a file of settings: valid are at most 1 MiB`);
}

function whyNot(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return reasonOf(error);
  }
}

function jsonOf(path: string, text: string): unknown {
  if (text.trim() === '') throw new CliError(`${path} is empty: valid is a JSON file, such as {}`);
  // What UTF-16 and bytes that are no text become.
  if (/[\0\uFFFD]/.test(text)) throw new CliError(`${path} is not text in UTF-8: save it as UTF-8`);
  try {
    // Editors of Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${path} is not JSON: ${reasonOf(error)}`, { cause: error });
  }
}
