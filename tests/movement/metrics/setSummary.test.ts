import { describe, expect, it } from 'vitest';
import type { Rep, RepQuantity } from '../../../src/model/movement.ts';
import type { Side } from '../../../src/model/placement.ts';
import { summariseSet } from '../../../src/movement/metrics/setSummary.ts';
import { metric, repLeg, repOf } from '../reps.ts';

function legWith(side: Side, quantity: RepQuantity, value: number) {
  return repLeg(side, { metrics: { [quantity]: metric({ atPeakFlexion: value }) } });
}

/** Reps of both legs with these values at peak flexion. */
function setOf(quantity: RepQuantity, right: readonly number[], left: readonly number[]): Rep[] {
  return right.map((value, i) =>
    repOf(i + 1, {
      legs: [legWith('right', quantity, value), legWith('left', quantity, left[i])],
    }),
  );
}

function symmetryOf(reps: readonly Rep[], quantity: string) {
  return summariseSet(reps).symmetry.find((each) => each.quantity === quantity);
}

describe('the summary of a set', () => {
  it('states mean, spread, worst rep and slope of a quantity', () => {
    const reps = setOf('kneeValgusDeg', [2, 4, 3, 7], [1, 1, 1, 1]);
    const [right, left] = summariseSet(reps).legs;
    const spread = right.quantities.kneeValgusDeg?.atPeakFlexion;
    // By hand: deviations −2, 0, −1, 3 from 4; Σx² = 5, Σxy = 1.5·2 − 0.5·0 … = 7.
    expect(spread).toMatchObject({ n: 4, mean: 4, median: 3.5, worst: { rep: 4, value: 7 } });
    expect(spread?.sd).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(spread?.slopePerRep).toBeCloseTo(1.4, 12);
    expect(spread?.slopeSe).toBeCloseTo(Math.sqrt((14 - 1.4 * 7) / 2 / 5), 12);
    expect(left.quantities.kneeValgusDeg?.atPeakFlexion).toMatchObject({ sd: 0, slopePerRep: 0 });
    expect(right.quantities.kneeValgusDeg?.peak).toBeNull();
    expect(right.quantities.fppaDeg).toBeUndefined();
  });

  it('leaves out a leg on bad data and keeps the other', () => {
    const reps = setOf('kneeValgusDeg', [2, 4, 90], [1, 1, 1]).map((rep, i) =>
      i < 2
        ? rep
        : {
            ...rep,
            counted: false,
            legs: [{ ...rep.legs[0], quality: 'stale' as const }, rep.legs[1]],
          },
    );
    const summary = summariseSet(reps);
    expect(summary).toMatchObject({ reps: 3, counted: 2 });
    expect(summary.legs.map(({ reps: n, valid }) => [n, valid])).toEqual([
      [3, 2],
      [3, 3],
    ]);
    expect(summary.legs[0].quantities.kneeValgusDeg?.atPeakFlexion?.mean).toBe(3);
    expect(summary.tempo.eccentricS?.n).toBe(2);
    expect(summary.legs[0].bands).toEqual({
      'in line': 2,
      'slightly in': 0,
      in: 0,
      'far in': 0,
    });
  });

  it('measures tempo, with the pause up to the next rep', () => {
    const reps = [1, 2, 3].map((number) =>
      repOf(number, {
        startUs: number * 5e6,
        endUs: number * 5e6 + 3e6,
        eccentricS: number,
      }),
    );
    const { tempo } = summariseSet(reps);
    expect(tempo.eccentricS).toMatchObject({ mean: 2, sd: 1, cvPct: 50 });
    expect(tempo.pauseS).toMatchObject({ n: 2, mean: 2, cvPct: 0 });
    expect(tempo.durationS?.mean).toBe(3);
  });

  it.each([
    { what: 'beyond 5° and the detectable change', right: 9, n: 5, flagged: true },
    // Between mountings knee valgus is detectable from 7° on.
    { what: 'beyond 5°, not detectable', right: 6.9, n: 5, flagged: false },
    { what: 'of four reps', right: 20, n: 4, flagged: null },
  ])('speaks of a difference $what: $flagged', ({ right, n, flagged }) => {
    const reps = setOf('kneeValgusDeg', Array(n).fill(right + 0.5), Array(n).fill(0.5));
    const symmetry = symmetryOf(reps, 'kneeValgusDeg');
    expect(symmetry).toMatchObject({ mdc95: 7, flagged, indexPct: null });
    expect(symmetry?.difference).toBeCloseTo(right, 12);
  });

  it('does not flag what nobody knows the scatter of', () => {
    const reps = setOf('thighLeanDeg', Array(6).fill(20), Array(6).fill(0));
    expect(symmetryOf(reps, 'thighLeanDeg')).toMatchObject({ mdc95: null, flagged: null });
  });

  it('compares reps of one leg with reps of the other, and their times', () => {
    const reps = ['right', 'left', 'right', 'left'].map((side, i) =>
      repOf(i + 1, {
        stance: side as Side,
        eccentricS: side === 'right' ? 3 : 1,
        legs: [repLeg('right', { peakFlexionDeg: 60 }), repLeg('left', { peakFlexionDeg: 40 })],
      }),
    );
    const summary = summariseSet(reps);
    expect(summary.legs.map(({ side, reps: n }) => [side, n])).toEqual([
      ['right', 2],
      ['left', 2],
    ]);
    expect(symmetryOf(reps, 'eccentricS')).toMatchObject({ difference: 2, indexPct: 100 });
    expect(symmetryOf(reps, 'kneeFlexionDeg')).toMatchObject({ difference: 20, indexPct: 40 });
  });

  it('is empty of an empty set', () => {
    expect(summariseSet([])).toMatchObject({ reps: 0, legs: [], symmetry: [] });
  });
});
