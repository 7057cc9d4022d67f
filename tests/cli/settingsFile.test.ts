import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../src/cli/cliError.ts';
import { settingsFrom } from '../../src/cli/settingsFile.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { effectiveSettings } from '../../src/movement/thresholds.ts';
import { temporaryFolder } from '../recording/session.ts';

const BASE = effectiveSettings(DEFAULT_SETTINGS);

describe('a file of settings', () => {
  it('may begin with a byte order mark', async () => {
    const path = join(await temporaryFolder(), 'settings.json');
    await writeFile(path, '\uFEFF{"frameRateHz": 50}');
    expect(await settingsFrom(path, BASE)).toEqual({
      ...BASE,
      frameRateHz: 50,
    });
  });

  it('that is a folder, not there or no JSON is named, with what is wrong', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'torn.json'), '{');
    await writeFile(join(folder, 'empty.json'), ' \n');
    await writeFile(join(folder, 'utf16.json'), Buffer.from('\uFEFF{}', 'utf16le'));
    await writeFile(join(folder, 'photo.json'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
    await writeFile(join(folder, 'huge.json'), '');
    await truncate(join(folder, 'huge.json'), 100e6);
    for (const [name, reason] of [
      ['sub', 'cannot be read: it is a folder; valid is a JSON file'],
      ['none.json', 'cannot be read: there is no such file; valid is a JSON file'],
      ['torn.json', 'is not JSON: '],
      ['empty.json', 'is empty: valid is a JSON file, such as {}'],
      ['utf16.json', 'is not text in UTF-8: save it as UTF-8'],
      ['photo.json', 'is not text in UTF-8: save it as UTF-8'],
      ['huge.json', 'is too large for a file of settings: valid are at most 1 MiB'],
    ]) {
      const path = join(folder, name);
      const error: unknown = await settingsFrom(path, BASE).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(CliError);
      expect(String(error)).toContain(`${path} ${reason}`);
    }
  });

  it('names a threshold that is not valid, what was found and what is valid', async () => {
    const path = join(await temporaryFolder(), 'settings.json');
    const planted = [3, 2, 9];
    await writeFile(path, JSON.stringify({ thresholds: { bands: { footRollDeg: { planted } } } }));
    await expect(settingsFrom(path, BASE)).rejects.toThrow(
      'thresholds.bands.footRollDeg.planted: found [3,2,9]; valid are three ascending numbers above 0',
    );
  });

  it('gives custom measures, and names what is wrong with one', async () => {
    const path = join(await temporaryFolder(), 'settings.json');
    const given = async (...customMeasures: unknown[]): Promise<unknown> => {
      await writeFile(path, JSON.stringify({ customMeasures }));
      return settingsFrom(path, BASE).then(
        (settings) => settings.customMeasures,
        (error: unknown) => (error instanceof CliError ? error.message : error),
      );
    };
    const good = { name: 'lessLean', formula: 'kneeOverToeDeg - shankLeanDeg', unit: 'deg' };
    expect(await given(good)).toEqual([good]);
    expect(await given({ ...good, formula: 'kneeOverTooDeg - 1' })).toBe(
      `${path}: custom measure lessLean, character 1: kneeOverTooDeg is no field of a leg; did you mean kneeOverToeDeg?\nkneeOverTooDeg - 1\n^`,
    );
    const other = { ...good, name: 'other', formula: 'lessLean' };
    expect(await given(good, other)).toContain('lessLean is a custom measure itself');
    expect(await given(good, good)).toContain('lessLean is there twice');
    expect(await given({ ...good, name: 'fppaDeg' })).toContain('a measure has this name already');
    for (const name of [
      'Lean',
      'less_lean',
      '1lean',
      '',
      'a'.repeat(41),
      'leän',
      'a b',
      '__proto__',
    ]) {
      expect(await given({ ...good, name }), name).toContain('valid is a camelCase name');
    }
    for (const unit of ['', ' deg', '-1', '=1+1', 'a'.repeat(17), 'deg\n']) {
      expect(await given({ ...good, unit }), unit).toContain('valid is a unit');
    }
    expect(await given({ ...good, formula: `${'1+'.repeat(100)}fppaDeg` })).toContain(
      'valid are up to 200 characters',
    );
    const many = Array.from({ length: 17 }, (_, i) => ({ ...good, name: `m${i}` }));
    expect(await given(...many)).toContain('valid are up to 16 custom measures');
    expect(await given(...many.slice(1))).toHaveLength(16);
    expect(await given({ ...good, colour: 'red' })).toContain('colour');
  });
});
