import { describe, expect, it } from 'vitest';
import { movementKindOf } from '../../dashboards/live/src/store/movementKind.ts';
import { repTarget } from '../../dashboards/live/src/store/repTarget.ts';
import { legDifference, worstRep } from '../../dashboards/live/src/store/setSoFar.ts';
import { legDifferenceText, worstRepText } from '../../dashboards/live/src/store/setWords.ts';
import { TempoClock, tempoText } from '../../dashboards/live/src/store/tempo.ts';
import { repLabel } from '../../dashboards/live/src/views/live/repLabel.ts';
import type { Rep } from '../../src/model/movement.ts';
import type { Side } from '../../src/model/placement.ts';
import { TASKS } from '../../src/model/task.ts';
import { ASSESSMENTS } from '../../src/movement/assessments/assessments.ts';
import { resultKindOf } from '../../src/movement/assessments/figures.ts';
import { detectableChange } from '../../src/movement/detectableChange.ts';
import { summariseSet } from '../../src/movement/metrics/setSummary.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';

/** Reps of a projection angle, left and right, one doubtful where a value is null. */
function repsOf(left: readonly (number | null)[], right: readonly (number | null)[]): Rep[] {
  const leg = (side: Side, value: number | null) =>
    repLeg(side, {
      headlineAtPeakFlexion: value ?? 99,
      quality: value === null ? 'interpolated' : 'ok',
      metrics: { fppaDeg: metric({ atPeakFlexion: value ?? 99 }) },
    });
  return left.map((value, i) =>
    repOf(i + 1, { legs: [leg('right', right[i] ?? null), leg('left', value)] }),
  );
}

const MDC95 = detectableChange('fppaDeg', 'newMounting', null)?.mdc95 ?? 0;

describe('the legs of the set so far', () => {
  it.each([
    ['a difference', [2, 3, 2, 3, 2], [14, 12, 13, 12, 14]],
    ['no difference', [2, 3, 2, 3, 2], [8, 7, 9, 8, 7]],
    ['too few sound reps', [2, 3, 2, null, 2], [14, 12, 13, 12, 14]],
    ['the left further in', [14, 12, 13, 12, 14, 13], [2, 3, 2, 3, 2, 1]],
  ])('are judged as the hub judges them: %s', (_, left, right) => {
    const reps = repsOf(left, right);
    const hub = summariseSet(reps).symmetry.find(({ quantity }) => quantity === 'fppaDeg');
    const page = legDifference(reps, 'deg', MDC95);
    expect(page?.flagged).toBe(hub?.flagged);
    expect(page?.difference).toBeCloseTo(hub?.difference ?? Number.NaN, 9);
    expect([page?.nLeft, page?.nRight]).toEqual([hub?.nLeft, hub?.nRight]);
  });

  it('are called different only where that can be told', () => {
    const far = repsOf([2, 3, 2, 3, 2], [14, 12, 13, 12, 14]);
    expect(legDifferenceText(far, 'deg', MDC95)).toEqual({
      figure: 'Right 11° more',
      verdict: 'a clear difference',
    });
    expect(legDifferenceText(far, 'deg', null).verdict).toBe('cannot be told');
    expect(legDifferenceText(far.slice(0, 3), 'deg', MDC95).verdict).toBe('too few: 3 of 5');
    expect(legDifferenceText([], 'deg', MDC95)).toEqual({ figure: '–', verdict: '' });
    const near = repsOf([2, 3, 2, 3, 2], [8, 7, 9, 8, 7]);
    expect(legDifferenceText(near, 'deg', MDC95).verdict).toBe('no clear difference');
  });

  it('are alike where what sets them apart is not shown, or a step that rounding makes', () => {
    const said = (left: number, right: number, unit: 'cm' | 'deg' = 'cm') =>
      legDifferenceText(repsOf(Array(5).fill(left), Array(5).fill(right)), unit, MDC95);
    const alike = { figure: 'Alike', verdict: '' };
    expect(said(-0.34, -0.26)).toEqual(alike);
    expect(said(-0.26, -0.34)).toEqual(alike);
    expect(said(6.64, 6.66)).toEqual(alike);
    expect(said(6.6, 6.7)).toEqual(alike);
    expect(said(11.6, 12.4)).toEqual(alike);
    expect(said(7.2, 8.3, 'deg')).toEqual(alike);
    expect(said(6.6, 6.8).figure).toBe('Right 0.2 cm more');
    expect(said(8.6, 6.6, 'deg').figure).toBe('Left 2° more');
    const few = legDifferenceText(repsOf([-0.3], [-0.26]), 'cm', MDC95);
    expect(few).toEqual({ figure: 'Alike', verdict: 'too few: 1 of 5' });
  });

  it('share the worst rep where their figures read the same', () => {
    expect(worstRepText(repsOf([-0.34], [-0.26]), 'cm')).toBe('Rep 1, both −0.3 cm');
    expect(worstRepText(repsOf([-0.34], [-0.24]), 'cm')).toBe('Rep 1, right −0.2 cm');
    expect(worstRepText(repsOf([null], [-0.26]), 'cm')).toBe('Rep 1, right −0.3 cm');
  });

  it('have the worst rep of the hub, which no doubtful one can be', () => {
    const reps = repsOf([2, 3, 16, 3, 2], [14, null, 13, 12, 14]);
    const legs = summariseSet(reps).legs;
    const worst = legs.map(({ headline }) => headline?.worst.value ?? 0);
    expect(worstRep(reps)).toMatchObject({ value: Math.max(...worst), side: 'left' });
    expect(worstRepText(reps, 'deg')).toBe('Rep 3, left 16°');
    expect(worstRepText(repsOf([null], [null]), 'deg')).toBe('–');
  });

  it('state a single-leg rep of the leg stood on alone', () => {
    const [rep] = repsOf([2], [14]);
    expect(worstRep(rep ? [{ ...rep, stance: 'left' }] : [])).toMatchObject({ side: 'left' });
  });
});

describe('what is counted', () => {
  it('is what the hub makes its card of, for every task', () => {
    for (const task of TASKS) expect(movementKindOf(task), task).toBe(resultKindOf(task));
    expect(movementKindOf(undefined)).toBe('reps');
  });

  it('is aimed at as the assessment asks, or as a person chose', () => {
    const asked = (id: string) => ASSESSMENTS.find((each) => each.id === id) ?? null;
    expect(repTarget('assessment', asked('armsDownSquat'))).toBe(5);
    expect(repTarget('assessment', asked('singleLegSquat'))).toBe(10);
    expect(repTarget('assessment', asked('dropVerticalJump'))).toBe(3);
    expect(repTarget('assessment', null)).toBeNull();
    expect(repTarget('12', asked('armsDownSquat'))).toBe(12);
    expect(repTarget('none', asked('armsDownSquat'))).toBeNull();
  });
});

describe('a rep in words', () => {
  const said = (given: Parameters<typeof repLeg>[1], unit: 'cm' | 'deg' = 'deg') =>
    repLabel(repOf(3, {}), repLeg('left', given), unit);

  it('is too deep where the leg is sound, and not measurable where it is not', () => {
    const none = { headlineAtPeakFlexion: null, headlinePeak: null, band: null };
    expect(said({ ...none, quality: 'ok' })).toBe('Rep 3: too deep for this measure');
    expect(said({ ...none, quality: 'stale' })).toBe('Rep 3: not measurable');
    expect(said({ ...none, quality: 'ok' }, 'cm')).toBe('Rep 3: not measurable');
  });

  it('has no band where none was judged', () => {
    const leg = { headlineAtPeakFlexion: 3, headlinePeak: 4, quality: 'ok' } as const;
    expect(said({ ...leg, band: null })).toBe('Rep 3: 3 ° at the deepest point, at most 4 °');
    expect(said({ ...leg, band: 'in line' })).toContain('Rep 3: in line, 3');
  });
});

describe('the tempo of the rep under way', () => {
  it('counts each part while it lasts and keeps it when it is over', () => {
    const clock = new TempoClock();
    expect(clock.isRunning).toBe(false);
    clock.phase(1e6, 'descent');
    expect(tempoText(clock.at(2.2e6))).toBe('Down 1.2 s, hold – s, up – s');
    clock.phase(2.5e6, 'bottom');
    clock.phase(2.8e6, 'ascent');
    expect(tempoText(clock.at(3.3e6))).toBe('Down 1.5 s, hold 0.3 s, up 0.5 s');
    clock.phase(4e6, 'standing');
    expect(clock.isRunning).toBe(false);
    clock.phase(5e6, 'descent');
    expect(tempoText(clock.at(5.1e6))).toBe('Down 0.1 s, hold – s, up – s');
  });
});
