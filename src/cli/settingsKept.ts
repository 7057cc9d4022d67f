import { type KeptSettings, settingsPathIn, usableSettings } from '../hub/settingsStore.ts';
import { SETTING_FIELDS } from '../model/settingFields/settingFields.ts';
import type { GivenSettings } from '../model/settingsSchema.ts';

/** Names that one line shows. */
const MOST_NAMED = 6;

/** What was kept from the page, said in one line; a file that cannot be used is told and passed over. */
export async function settingsKept(
  folder: string,
): Promise<{ readonly kept: KeptSettings; readonly problem: string | null }> {
  const path = settingsPathIn(folder);
  const { kept, problem } = await usableSettings(folder);
  const names = namesIn(kept.settings);
  if (names.length > 0) console.log(keptLine(names, path));
  if (problem !== null) console.error(`! ${problem} (${path})`);
  return { kept, problem };
}

function keptLine(names: readonly string[], path: string): string {
  const more = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(', ');
  return `settings kept from the page: ${named}${more > 0 ? ` and ${more} more` : ''}; take them away in Settings or delete ${path}`;
}

/** As in a file of settings: `cue.fromBand`. */
function namesIn(settings: GivenSettings): string[] {
  return SETTING_FIELDS.flatMap(({ path }) => {
    const value = path.reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined,
      settings,
    );
    return value === undefined ? [] : [path.join('.')];
  });
}
