import { readFile } from 'node:fs/promises';
import { CustomMeasureError, CustomMeasures } from '../body/customMeasures/customMeasures.ts';
import type { EffectiveSettings } from '../model/settings.ts';
import { type GivenSettings, givenSettings, withSettings } from '../model/settingsSchema.ts';
import { reasonOf, systemCode } from '../recording/recordingError.ts';
import { CliError } from './cliError.ts';

/** Letters of a value that a message shows. */
const LONGEST_SHOWN = 60;

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
  const result = givenSettings.safeParse(json);
  if (result.success) {
    checkFormulas(path, result.data);
    return result.data;
  }
  const problems = result.error.issues.map(({ path: at, message }) =>
    at.length === 0 ? message : `${at.join('.')}: ${foundAt(json, at)}${message}`,
  );
  throw new CliError(`${path} holds settings that are not valid: ${problems.join('; ')}`);
}

/** What stands there, where it is short enough to be shown. */
function foundAt(json: unknown, at: readonly PropertyKey[]): string {
  let value = json;
  for (const key of at) {
    if (typeof value !== 'object' || value === null) return '';
    value = Reflect.get(value, key);
  }
  const text = JSON.stringify(value) ?? '';
  return text === '' || text.length > LONGEST_SHOWN ? '' : `found ${text}; `;
}

function checkFormulas(path: string, { customMeasures }: GivenSettings): void {
  try {
    new CustomMeasures(customMeasures ?? []);
  } catch (error) {
    if (!(error instanceof CustomMeasureError)) throw error;
    throw new CliError(`${path}: ${error.message}`, { cause: error });
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${whyNot(error)}; valid is a JSON file`, {
      cause: error,
    });
  }
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
  try {
    // Editors of Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${path} is not JSON: ${reasonOf(error)}`, { cause: error });
  }
}
