import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { givenSettings, withSettings } from '../../src/model/settingsSchema.ts';
import { effectiveSettings } from '../../src/movement/thresholds.ts';

const BASE = effectiveSettings(DEFAULT_SETTINGS);

describe('settings that a person gives', () => {
  it('take the place of what they name, and of nothing else', () => {
    const given = givenSettings.parse({ subject: { toeOutDeg: { left: 12 } }, frameRateHz: 200 });
    expect(withSettings(BASE, given)).toEqual({
      ...BASE,
      frameRateHz: 200,
      subject: { ...DEFAULT_SETTINGS.subject, toeOutDeg: { right: 7, left: 12 } },
    });
  });

  it.each([
    [{ frameRateHz: 5 }, 'frameRateHz', 'valid are 25 to 400'],
    [{ subject: { toeOutDeg: { left: 'out' } } }, 'subject.toeOutDeg.left', 'number'],
    [{ cue: { fromBand: 4 } }, 'cue.fromBand', '1|2|3'],
    [{ cue: { word: 'Out' } }, 'cue', 'word'],
    [{ task: 'jump' }, 'task', 'bilateralSquat'],
    [[], '', 'object'],
  ])('are refused as %j, with where and why', (given, path, words) => {
    const issues = givenSettings.safeParse(given).error?.issues ?? [];
    expect(issues).toHaveLength(1);
    expect(issues[0].path.join('.')).toBe(path);
    expect(issues[0].message).toContain(words);
  });
});
