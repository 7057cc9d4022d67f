import { readFile } from 'node:fs/promises';
import { CustomMeasureError, CustomMeasures } from '../body/customMeasures/customMeasures.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { type GivenSettings, givenSettings, withSettings } from '../model/settingsSchema.ts';
import { reasonOf, systemCode } from '../recording/recordingError.ts';
import { CliError } from './cliError.ts';

/**
 * `base` with what a JSON file of settings says; any part may be in it.
 * @throws CliError when the file cannot be read, is not JSON or holds what is not valid
 */
export async function settingsFrom(
  path: string,
  base: PipelineSettings,
): Promise<PipelineSettings> {
  return withSettings(base, await readSettings(path));
}

/**
 * The settings that a JSON file names.
 * @throws CliError when the file cannot be read, is not JSON or holds what is not valid
 */
export async function readSettings(path: string): Promise<GivenSettings> {
  const result = givenSettings.safeParse(jsonOf(path, await textOf(path)));
  if (result.success) {
    checkFormulas(path, result.data);
    return result.data;
  }
  const problems = result.error.issues.map(({ path: at, message }) =>
    at.length === 0 ? message : `${at.join('.')}: ${message}`,
  );
  throw new CliError(`${path} holds settings that are not valid: ${problems.join('; ')}`);
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
