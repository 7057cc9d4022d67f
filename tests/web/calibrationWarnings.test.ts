import { describe, expect, it } from 'vitest';
import { calibrationChoices } from '../../dashboards/live/src/store/calibrationSteps.ts';
import { calibrationWarnings } from '../../dashboards/live/src/store/calibrationWarnings.ts';
import type { CalibrationStage } from '../../src/model/events.ts';
import { type QualityFlag, qualityBit } from '../../src/model/quality.ts';
import { calibrationOf } from './calibrations.ts';

const MIN_US = 60e6;
const GOOD = calibrationOf('good', 0);

function leg(side: 'left' | 'right', flag?: QualityFlag) {
  const bits = flag === undefined ? 0 : qualityBit(flag);
  return { side, quality: { knee: 0, ankle: 0, projection: bits } };
}

describe('what makes a calibration doubtful', () => {
  it('is nothing while it is fresh and no leg is flagged', () => {
    expect(calibrationWarnings(GOOD, [leg('right'), leg('left')], 59 * MIN_US)).toEqual([]);
    expect(calibrationWarnings(null, [leg('right', 'slip')], 0)).toEqual([]);
  });

  it('is one thing of each leg, a slip first', () => {
    const found = calibrationWarnings(GOOD, [leg('right', 'slip'), leg('left', 'headingStale')], 0);
    expect(found.map(({ side, kind }) => [side, kind])).toEqual([
      ['right', 'slip'],
      ['left', 'heading'],
    ]);
    const both = calibrationWarnings(GOOD, [leg('right', 'slip'), leg('left', 'slip')], 0);
    expect(both.map(({ side }) => side)).toEqual(['left', 'right']);
  });

  it('is its age from an hour on, and checks that were not passed at once', () => {
    const old = calibrationWarnings(GOOD, [leg('right')], 61.5 * MIN_US);
    expect(old).toMatchObject([{ side: null, kind: 'old', what: 'Calibrated over an hour ago' }]);
    expect(calibrationWarnings(GOOD, [leg('right')], 95 * MIN_US)).toEqual(old);
    const redo = calibrationWarnings(calibrationOf('redo', 0), [leg('right', 'slip')], 0);
    expect(redo).toMatchObject([{ side: null, kind: 'redo' }]);
  });
});

describe('what can be done about a calibration', () => {
  const labels = (
    name: CalibrationStage | null,
    verdict?: 'good' | 'redo',
    more: Partial<Parameters<typeof calibrationChoices>[0]> = {},
  ) =>
    calibrationChoices({
      calibration: verdict ? calibrationOf(verdict, 0) : null,
      calibrationStage: name && { stage: name, instruction: '', done: 0, wanted: 0 },
      ...more,
    }).map(({ label }) => label);

  it.each([
    [null, undefined, ['Lying first', 'Start']],
    ['lieStill', undefined, ['Lie again', 'Stand instead']],
    ['standStill', undefined, ['Lying first', 'Start over']],
    ['standStill', 'redo', ['Do the squats again', 'Lying first', 'Start over']],
    ['move', undefined, ['Do the squats again', 'Stand again', 'Lying first', 'Start over']],
    ['done', 'good', ['Do the squats again', 'Stand again', 'Lying first', 'Start over']],
  ] as const)('in the step %s with the verdict %s', (name, verdict, expected) => {
    expect(labels(name, verdict)).toEqual(expected);
  });

  it('offers an earlier one, and no squats to one that has no standing of its own', () => {
    const calibration = { ...GOOD, method: 'reused' as const };
    const found = labels('done', 'good', { calibration, reusable: { timeUs: 0 } });
    expect(found).toHaveLength(4);
    expect(found[0]).toBe('Stand again');
    expect(found[1]).toMatch(/^Use the calibration of /);
  });
});
