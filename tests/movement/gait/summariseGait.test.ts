import { describe, expect, it } from 'vitest';
import type { Stride } from '../../../src/model/gait.ts';
import type { Side } from '../../../src/model/placement.ts';
import { summariseGait } from '../../../src/movement/gait/summariseGait.ts';

function stride(side: Side, fromS: number, strideS: number, given: Partial<Stride> = {}): Stride {
  return {
    side,
    number: 1,
    initialContactUs: fromS * 1e6,
    toeOffUs: (fromS + 0.6 * strideS) * 1e6,
    nextContactUs: (fromS + strideS) * 1e6,
    strideS,
    stancePct: 60,
    loadingFlexionDeg: 18,
    swingFlexionDeg: 60,
    frontal: 'exploratory',
    valgusPeakStanceDeg: 3,
    valgusRangeStanceDeg: 5,
    shankLeanMidStanceDeg: -1,
    frontalQuality: 'ok',
    quality: 'ok',
    ...given,
  };
}

describe('a walk in figures', () => {
  it('is nothing without strides', () => {
    expect(summariseGait([])).toBeNull();
  });

  it('gives cadence, scatter and the symmetry of its steps', () => {
    // The left foot comes down 0.6 s after the right, the right one 0.4 s after the left.
    const strides = Array.from({ length: 20 }, (_, i) => [
      stride('right', i, i % 2 === 0 ? 0.98 : 1.02),
      stride('left', i + 0.6, 1),
    ]).flat();
    const summary = summariseGait(strides);
    expect(summary?.cadencePerMin).toBeCloseTo(120, 9);
    expect(summary?.isShort).toBe(false);
    const [right, left] = summary?.sides ?? [];
    expect(right).toMatchObject({ side: 'right', strideS: { n: 20 } });
    expect(right.strideS.mean).toBeCloseTo(1, 9);
    // Ten at −0.02 and ten at +0.02 about the mean, with n − 1.
    expect(right.strideS.sd).toBeCloseTo(0.02 * Math.sqrt(20 / 19), 9);
    expect(right.strideCvPct).toBeCloseTo(2 * Math.sqrt(20 / 19), 9);
    expect(left.strideCvPct).toBeCloseTo(0, 9);
    expect(summary?.stepS?.left.mean).toBeCloseTo(0.6, 9);
    expect(summary?.stepS?.right.mean).toBeCloseTo(0.4, 9);
    expect(summary?.stepS?.symmetryPct).toBeCloseTo(-40, 9);
  });

  it('is short below 20 strides, and has no steps with one leg', () => {
    const summary = summariseGait([stride('left', 0, 1.1)]);
    expect(summary).toMatchObject({ isShort: true, stepS: null });
    expect(summary?.sides[0].strideS).toEqual({ n: 1, mean: 1.1, sd: null });
    expect(summary?.sides[0].strideCvPct).toBeNull();
  });

  it('counts strides on bad data apart, in no figure, and is nothing of such alone', () => {
    const bad = stride('right', 1, 1.9, { quality: 'stale', swingFlexionDeg: 200 });
    const summary = summariseGait([stride('right', 0, 1), bad]);
    expect(summary?.notOk).toBe(1);
    expect(summary?.cadencePerMin).toBe(120);
    expect(summary?.sides[0]).toMatchObject({ strideS: { n: 1 }, swingFlexionDeg: { mean: 60 } });
    expect(summariseGait([bad])).toBeNull();
  });

  it('takes sideways figures by their own quality', () => {
    const lost = stride('right', 1, 1, { frontalQuality: 'headingStale' });
    const [right] = summariseGait([stride('right', 0, 1), lost])?.sides ?? [];
    expect(right.valgusPeakStanceDeg?.n).toBe(1);
    expect(right.strideS.n).toBe(2);
  });
});
