import { describe, expect, it } from 'vitest';
import { withThresholds } from '../../../src/model/givenThresholds.ts';
import { REP_QUANTITIES } from '../../../src/model/movement.ts';
import { TASKS } from '../../../src/model/task.ts';
import { wideWord } from '../../../src/model/wideBand.ts';
import { bandsFor } from '../../../src/movement/bands/bandsFor.ts';
import { DEFAULT_THRESHOLDS, headlineOf, wideEdgesOf } from '../../../src/movement/thresholds.ts';

describe('the bands of a task', () => {
  it.each(TASKS)('of %s stand for every quantity, with the edges of the headline', (task) => {
    const bands = bandsFor(task, DEFAULT_THRESHOLDS);
    expect(Object.keys(bands).sort()).toEqual([...REP_QUANTITIES].sort());
    const { measure, bandEdges, unit, label } = headlineOf(task, DEFAULT_THRESHOLDS);
    const own = Object.entries(bands).find(([quantity]) => quantity === measure)?.[1];
    expect(own).toMatchObject({ edges: bandEdges, unit, label });
  });

  it('differ by what the person does', () => {
    const edgesOf = (task: (typeof TASKS)[number]) =>
      bandsFor(task, DEFAULT_THRESHOLDS).fppaDeg?.edges;
    expect(edgesOf('bilateralSquat')).toEqual([5, 10, 15]);
    expect(edgesOf('stepUp')).toEqual([9, 14, 19]);
    expect(edgesOf('landing')).toEqual([10, 15, 20]);
    expect(edgesOf('gait')).toBeUndefined();
  });

  it('of a flat foot are not set where there is none', () => {
    for (const task of ['landing', 'gait'] as const) {
      const { footRollDeg, kneeOverToeDeg, shankLeanDeg, kneeMedialDeviationM } = bandsFor(
        task,
        DEFAULT_THRESHOLDS,
      );
      expect([footRollDeg, kneeOverToeDeg, shankLeanDeg, kneeMedialDeviationM]).toEqual(
        Array(4).fill(null),
      );
    }
  });

  it('are those of the session', () => {
    const own = withThresholds(DEFAULT_THRESHOLDS, {
      bands: { footRollDeg: { planted: [5, 9, 13] } },
    });
    expect(bandsFor('lunge', own).footRollDeg?.edges).toEqual([5, 9, 13]);
  });
});

describe('the other side of the line', () => {
  it.each([
    [3, null],
    [Number.NaN, null],
    [-7.9, null],
    [-8, 'knees wide'],
    [-11.9, 'knees wide'],
    [-12, 'far wide'],
  ])('at %f° is %s', (angleDeg, word) => {
    expect(wideWord(angleDeg, wideEdgesOf('deg', DEFAULT_THRESHOLDS))).toBe(word);
  });

  it('begins at 0.4 cm for a degree where the headline is a position', () => {
    const { wideEdges } = headlineOf('bilateralSquat', DEFAULT_THRESHOLDS);
    expect(wideEdges?.[0]).toBeCloseTo(-3.2, 9);
    expect(wideEdges?.[1]).toBeCloseTo(-4.8, 9);
  });
});
