import { readFile } from 'node:fs/promises';
import type { PipelineSettings } from '../model/settings.ts';
import { givenSettings, withSettings } from '../model/settingsSchema.ts';
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
  const result = givenSettings.safeParse(jsonOf(path, await textOf(path)));
  if (result.success) return withSettings(base, result.data);
  const problems = result.error.issues.map(({ path: at, message }) =>
    at.length === 0 ? message : `${at.join('.')}: ${message}`,
  );
  throw new CliError(`${path} holds settings that are not valid: ${problems.join('; ')}`);
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
