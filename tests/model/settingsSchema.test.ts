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

  it('takes the task of an assessment, and ends one of another task', () => {
    const assessed = withSettings(BASE, givenSettings.parse({ assessment: 'lateralStepDown' }));
    expect(assessed).toMatchObject({ task: 'stepDown', assessment: 'lateralStepDown' });
    expect(withSettings(assessed, { frameRateHz: 200 }).assessment).toBe('lateralStepDown');
    expect(withSettings(assessed, { task: 'stepDown' }).assessment).toBe('lateralStepDown');
    expect(withSettings(assessed, { task: 'lunge' })).not.toHaveProperty('assessment');
  });

  it('names both where task and assessment do not agree', () => {
    const [issue] =
      givenSettings.safeParse({ task: 'gait', assessment: 'overheadSquat' }).error?.issues ?? [];
    expect(issue.path).toEqual(['assessment']);
    expect(issue.message).toContain('overheadSquat is of the task bilateralSquat');
    expect(issue.message).toContain('the task given is gait');
  });

  it.each([
    [{ assessment: 'squat' }, 'assessment', 'overheadSquat'],
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
