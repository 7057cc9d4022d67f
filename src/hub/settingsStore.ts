import { join } from 'node:path';
import { z } from 'zod';
import type { GivenSettings } from '../model/settingsSchema.ts';
import { checkSettings, problemsText } from '../pipeline/settingsProblems.ts';
import { STATE_FOLDER } from '../recording/deletion/stateFolder.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { readStateFile, StateFileError, writeStateFile } from './stateFile.ts';

export const SETTINGS_VERSION = 1;

const fileSchema = z.object({
  schemaVersion: z.literal(SETTINGS_VERSION, {
    error: `valid is ${SETTINGS_VERSION}; another version of Plumbline wrote it`,
  }),
  revision: z.int().min(1),
  by: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()),
});

/** Settings that somebody kept from a page, for the sessions to come. */
export interface KeptSettings {
  readonly settings: GivenSettings;
  /** Counts on with every change. */
  readonly revision: number;
  /** Who changed them last; null where nobody said so. */
  readonly by: string | null;
}

export const NOTHING_KEPT: KeptSettings = { settings: {}, revision: 0, by: null };

/**
 * What was kept; nothing where nobody ever did.
 * @throws StateFileError where the file is not what it should be, with what is wrong in it
 */
export async function keptSettings(recordingsFolder: string): Promise<KeptSettings> {
  const path = settingsPathIn(recordingsFolder);
  const stored = await readStateFile(path, fileSchema);
  if (stored === null) return NOTHING_KEPT;
  const { settings, problems } = checkSettings(stored.settings);
  if (settings === null) throw new StateFileError(path, `, settings: ${problemsText(problems)}`);
  return { settings, revision: stored.revision, by: stored.by };
}

/** The same; a file that cannot be used is passed over, with a sentence of what to do. */
export async function usableSettings(
  recordingsFolder: string,
): Promise<{ readonly kept: KeptSettings; readonly problem: string | null }> {
  try {
    return { kept: await keptSettings(recordingsFolder), problem: null };
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    const problem = `The settings kept from the page are passed over: ${oneLine(withoutPath(error))}. Mend the file, or delete it to begin anew.`;
    return { kept: NOTHING_KEPT, problem };
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}

export async function keepSettings(recordingsFolder: string, kept: KeptSettings): Promise<void> {
  const { revision, by, settings } = kept;
  await writeStateFile(settingsPathIn(recordingsFolder), {
    schemaVersion: SETTINGS_VERSION,
    revision,
    by,
    settings,
  });
}

export function settingsPathIn(recordingsFolder: string): string {
  return join(recordingsFolder, STATE_FOLDER, 'settings.json');
}
