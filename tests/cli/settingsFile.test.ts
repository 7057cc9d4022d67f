import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../src/cli/cliError.ts';
import { settingsFrom } from '../../src/cli/settingsFile.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { temporaryFolder } from '../recording/session.ts';

describe('a file of settings', () => {
  it('may begin with a byte order mark', async () => {
    const path = join(await temporaryFolder(), 'settings.json');
    await writeFile(path, '\uFEFF{"frameRateHz": 50}');
    expect(await settingsFrom(path, DEFAULT_SETTINGS)).toEqual({
      ...DEFAULT_SETTINGS,
      frameRateHz: 50,
    });
  });

  it('that is a folder, not there or no JSON is named, with what is wrong', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'torn.json'), '{');
    for (const [name, reason] of [
      ['sub', 'cannot be read: it is a folder; valid is a JSON file'],
      ['none.json', 'cannot be read: there is no such file; valid is a JSON file'],
      ['torn.json', 'is not JSON: '],
    ]) {
      const path = join(folder, name);
      const error: unknown = await settingsFrom(path, DEFAULT_SETTINGS).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(CliError);
      expect(String(error)).toContain(`${path} ${reason}`);
    }
  });
});
