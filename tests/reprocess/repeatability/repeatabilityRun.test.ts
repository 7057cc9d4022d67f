import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/model/placement.ts';
import type { RepeatedMeasure } from '../../../src/movement/repeatedMeasures.ts';
import { pooled, repeatabilityRun } from '../../../src/reprocess/repeatability/repeatabilityRun.ts';
import type { RepeatedSet } from '../../../src/reprocess/repeatability/repeatedSet.ts';

const FLEXION = [80, 81, 82, 83, 84];

function set(
  given: Partial<RepeatedSet> & { readonly path: string },
  values: Partial<Record<RepeatedMeasure, readonly number[]>> = { kneeFlexionDeg: FLEXION },
  sides: readonly Side[] = ['left'],
): RepeatedSet {
  const measured = new Map(Object.entries(values)) as Map<RepeatedMeasure, readonly number[]>;
  return {
    sessionId: given.path,
    subject: 'P-1',
    task: 'bilateralSquat',
    number: 1,
    mounting: given.path,
    countedReps: 5,
    legs: new Map(sides.map((side) => [side, measured])),
    ...given,
  };
}

const shifted = (by: number) => ({ kneeFlexionDeg: FLEXION.map((value) => value + by) });

describe('a repeatability run', () => {
  it('compares the means of two sets', () => {
    const run = repeatabilityRun([set({ path: 'a' }), set({ path: 'b' }, shifted(3))]);
    expect(run).toMatchObject({ between: 'newMounting', subjects: ['P-1'], leftOut: [] });
    expect(run.quantities).toHaveLength(1);
    const [flexion] = run.quantities;
    expect(flexion).toMatchObject({ leg: 'left', setMeans: [82, 85], df: 1, defaultMdc95: null });
    expect(flexion.mdc95).toBeCloseTo(1.96 * 3, 12);
  });

  it('pools both legs, of which the site keeps the figure', () => {
    const legs = ['right', 'left'] as const;
    const run = repeatabilityRun([
      set({ path: 'a' }, shifted(0), legs),
      set({ path: 'b' }, shifted(3), legs),
    ]);
    expect(run.quantities.map(({ leg, df }) => [leg, df])).toEqual([
      ['right', 1],
      ['left', 1],
      ['both', 2],
    ]);
    expect(pooled(run, 'kneeFlexionDeg')?.leg).toBe('both');
    expect(pooled(run, 'fppaDeg')).toBeUndefined();
  });

  it('tells sets on one mounting from sets on two', () => {
    const run = repeatabilityRun([
      set({ path: 'a', mounting: 'cal-1' }),
      set({ path: 'a', number: 2, mounting: 'cal-1' }),
    ]);
    expect(run.between).toBe('sameMounting');
  });

  it('takes people apart by their pseudonym', () => {
    const run = repeatabilityRun([
      set({ path: 'a' }, shifted(0)),
      set({ path: 'b', subject: 'P-2' }, shifted(20)),
      set({ path: 'c' }, shifted(2)),
      set({ path: 'd', subject: 'P-2' }, shifted(20)),
    ]);
    // Differences of 2 and 0: squares 2 and 0 over two degrees.
    expect(run.quantities[0].sem).toBeCloseTo(1, 12);
    expect(run.sets.map(({ sessionId }) => sessionId)).toEqual(['a', 'c', 'b', 'd']);
  });

  it('leaves out, with a sentence, what a set does not state often enough', () => {
    const partly = { ...shifted(1), fppaDeg: [1, 2, 3] };
    const whole = { ...shifted(1), fppaDeg: [1, 2, 3, 4, 5] };
    const run = repeatabilityRun([set({ path: 'a' }, whole), set({ path: 'b' }, partly)]);
    expect(run.quantities.map(({ measure }) => measure)).toEqual(['kneeFlexionDeg']);
    expect(run.leftOut).toEqual([
      'knee angle from the front, left: stated in 5 repetitions of 1 of 2 sets',
    ]);
  });
});

describe('sets that do not belong together are refused', () => {
  it.each<[string, readonly RepeatedSet[], RegExp]>([
    ['one set', [set({ path: 'a' })], /a: the only set of P-1; .* two of each person/],
    [
      'two people with one each',
      [set({ path: 'a' }), set({ path: 'b', subject: 'P-2' })],
      /the only set of P-1/,
    ],
    [
      'four reps',
      [set({ path: 'a' }), set({ path: 'b', countedReps: 4 })],
      /b, set 1: 4 counted repetitions; a set needs 5/,
    ],
    [
      'two tasks',
      [set({ path: 'a' }), set({ path: 'b', task: 'singleLegSquat' })],
      /the tasks differ \(a bilateralSquat, b singleLegSquat\): valid are sets of one task/,
    ],
    ['one file twice', [set({ path: 'a' }), set({ path: 'a' })], /a and a are the same session a/],
    [
      'mountings mixed in one person',
      [
        set({ path: 'a', mounting: 'x' }),
        set({ path: 'b', mounting: 'x' }),
        set({ path: 'c', mounting: 'y' }),
      ],
      /some of its sets share a calibration and some do not/,
    ],
    [
      'mountings mixed over people',
      [
        set({ path: 'a', mounting: 'x' }),
        set({ path: 'b', mounting: 'x' }),
        set({ path: 'c', subject: 'P-2' }),
        set({ path: 'd', subject: 'P-2' }),
      ],
      /one or the other for all/,
    ],
    [
      'other legs',
      [set({ path: 'a' }), set({ path: 'b' }, shifted(0), ['right'])],
      /no leg has its angles in all sets/,
    ],
  ])('%s', (_, sets, sentence) => {
    expect(() => repeatabilityRun(sets)).toThrow(sentence);
  });
});
