import { readFile } from 'node:fs/promises';
import type { PipelineSettings } from '../model/settings.ts';
import { givenSettings, withSettings } from '../model/settingsSchema.ts';
import { CliError } from './cliError.ts';

/** `base` with what a JSON file of settings says; any part may be in it. */
export async function settingsFrom(
  path: string,
  base: PipelineSettings,
): Promise<PipelineSettings> {
  const text = await readFile(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CliError(`${path} is not JSON: ${(error as Error).message}`);
  }
  const result = givenSettings.safeParse(json);
  if (result.success) return withSettings(base, result.data);
  const problems = result.error.issues.map(({ path: at, message }) =>
    at.length === 0 ? message : `${at.join('.')}: ${message}`,
  );
  throw new CliError(`${path} holds settings that are not valid: ${problems.join('; ')}`);
}
