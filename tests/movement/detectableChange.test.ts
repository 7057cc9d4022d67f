import { describe, expect, it } from 'vitest';
import { defaultMdc95, detectableChange } from '../../src/movement/detectableChange.ts';

const site = (mdc95: number, df: number) => ({
  between: 'newMounting' as const,
  changes: { kneeValgusDeg: { mdc95, df }, kneeFlexionDeg: { mdc95: 4, df } },
});

describe('the change that counts as one', () => {
  it('is the default of the specification where nobody measured', () => {
    expect(detectableChange('kneeValgusDeg', 'newMounting', null)).toEqual({
      mdc95: 7,
      source: 'default',
    });
    expect(detectableChange('fppaDeg', 'sameMounting', null)?.mdc95).toBe(5);
    expect(detectableChange('footRollDeg', 'newMounting', null)?.mdc95).toBe(6);
  });

  it('is unknown where there is no default and nobody measured', () => {
    expect(defaultMdc95('footRollDeg', 'sameMounting')).toBeNull();
    expect(detectableChange('kneeFlexionDeg', 'newMounting', null)).toBeNull();
  });

  it("is the site's own where that rests on eight degrees of freedom, or is the only one", () => {
    expect(detectableChange('kneeValgusDeg', 'newMounting', site(3, 8))).toEqual({
      mdc95: 3,
      source: 'site',
    });
    expect(detectableChange('kneeFlexionDeg', 'newMounting', site(3, 2))?.source).toBe('site');
  });

  it("is not a site's small figure that may be luck, but a large one", () => {
    expect(detectableChange('kneeValgusDeg', 'newMounting', site(3, 7))?.source).toBe('default');
    expect(detectableChange('kneeValgusDeg', 'newMounting', site(9, 2))?.mdc95).toBe(9);
  });

  it('is no figure of another kind of repetition', () => {
    expect(detectableChange('kneeValgusDeg', 'sameMounting', site(3, 20))?.source).toBe('default');
  });
});
