import { describe, expect, it } from 'vitest';
import { withThresholds } from '../../src/model/givenThresholds.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { givenSettings, withSettings } from '../../src/model/settingsSchema.ts';
import { RepAnalysis } from '../../src/movement/repAnalysis.ts';
import {
  DEFAULT_THRESHOLDS,
  effectiveSettings,
  headlineOf,
  repSettingsFor,
  thresholdsOf,
} from '../../src/movement/thresholds.ts';
import { thresholdWarnings } from '../../src/movement/thresholdWarnings.ts';
import { thresholdsHash } from '../../src/recording/settingsHash.ts';
import { bodyFrame } from './frames.ts';

const BASE = effectiveSettings(DEFAULT_SETTINGS);

function given(thresholds: unknown) {
  return withSettings(BASE, givenSettings.parse({ thresholds })).thresholds;
}

describe('thresholds of the settings', () => {
  it('are the defaults where none are given', () => {
    expect(thresholdsOf(DEFAULT_SETTINGS)).toBe(DEFAULT_THRESHOLDS);
    expect(given({})).toEqual(DEFAULT_THRESHOLDS);
  });

  it('take the place of what they name, and of nothing else', () => {
    const changed = given({
      bands: { kneeMedialDeviationCm: { planted: [3, 5, 7] } },
      rep: { default: { minPeakDeg: 50 } },
      headline: { singleLegSquat: 'shankLean' },
    });
    expect(headlineOf('bilateralSquat', changed).bandEdges).toEqual([3, 5, 7]);
    expect(headlineOf('singleLegSquat', changed).measure).toBe('shankLeanDeg');
    expect(repSettingsFor('bilateralSquat', changed).minPeakDeg).toBe(50);
    expect(changed.bands.fppaAtPeakFlexion).toEqual(DEFAULT_THRESHOLDS.bands.fppaAtPeakFlexion);
    expect(changed.cue).toEqual(DEFAULT_THRESHOLDS.cue);
  });

  it.each([
    [{ bands: { fppaAtPeakFlexion: { lunge: [5, 4, 9] } } }, 'ascending'],
    [{ bands: { fppaAtPeakFlexion: { lunge: [5, 9] } } }, 'three ascending'],
    [{ bands: { fppaAtPeakFlexion: { lunge: [0, 5, 9] } } }, 'above 0'],
    [{ bands: { varusDeg: { all: [-8, -4] } } }, 'two descending'],
    [{ cue: { refractoryMs: -1 } }, 'from 0 to 10000'],
    [{ cue: { refractoryMs: 'long' } }, 'from 0 to 10000'],
    [{ cue: { fade: [1, 0.5, 0.5] } }, 'descending shares'],
    [{ headline: { gait: 'fppaDeg' } }, 'kneeMedialDeviation'],
    [{ rep: { default: { depth: 3 } } }, 'depth is not known; valid are onsetDeg'],
    [{ rep: 3 }, 'valid is an object with any of default, singleLeg'],
  ])('are refused as %j', (thresholds, words) => {
    const issues = givenSettings.safeParse({ thresholds }).error?.issues ?? [];
    expect(issues).toHaveLength(1);
    expect(issues[0].path[0]).toBe('thresholds');
    expect(issues[0].message).toContain(words);
  });

  it('are those the analysis of a session works with', () => {
    const settings = withSettings(
      BASE,
      givenSettings.parse({ thresholds: { rep: { default: { minPeakDeg: 80 } } } }),
    );
    const reps = [BASE, settings].map((each) => {
      const analysis = new RepAnalysis(each);
      let count = 0;
      for (let i = 0; i < 500; i++) {
        const kneeFlexionDeg = i < 100 ? 0 : 35 * (1 - Math.cos((2 * Math.PI * (i - 100)) / 200));
        const leg = { kneeFlexionDeg, kneeMedialDeviationM: 0, kneeValgusDeg: 0 };
        const frame = bodyFrame(i * 10_000, { right: leg, left: leg });
        for (const { type } of analysis.step(frame)) if (type === 'rep') count++;
      }
      return count;
    });
    expect(reps).toEqual([2, 0]);
  });
});

describe('a band narrower than one session can tell', () => {
  it('gets a sentence; the defaults get none', () => {
    expect(thresholdWarnings(DEFAULT_THRESHOLDS)).toEqual([]);
    const narrow = withThresholds(DEFAULT_THRESHOLDS, {
      bands: { kneeOverToeDeg: { planted: [3, 5, 9] } },
    });
    expect(thresholdWarnings(narrow)).toEqual([
      'thresholds.bands.kneeOverToeDeg.planted has a band of 2°, less than the 3° that one session can tell apart; the word may change by chance',
    ]);
  });
});

describe('the identity of thresholds', () => {
  it('tells others apart and not the order of their keys', () => {
    const { bands, ...rest } = DEFAULT_THRESHOLDS;
    expect(thresholdsHash({ ...rest, bands })).toBe(thresholdsHash(DEFAULT_THRESHOLDS));
    expect(thresholdsHash(given({ cue: { maxPerRep: 3 } }))).not.toBe(
      thresholdsHash(DEFAULT_THRESHOLDS),
    );
  });
});
