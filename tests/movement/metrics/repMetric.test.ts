import { describe, expect, it } from 'vitest';
import type { LegMeasures } from '../../../src/model/bodyFrame.ts';
import type { LegSignals } from '../../../src/model/legSignals.ts';
import { depthClassOf } from '../../../src/movement/metrics/depthClass.ts';
import { FrameColumns } from '../../../src/movement/metrics/frameColumns.ts';
import { measureRep } from '../../../src/movement/metrics/measureRep.ts';
import { repRulesOf } from '../../../src/movement/metrics/repRules.ts';
import { smoothnessOf } from '../../../src/movement/metrics/smoothness.ts';
import { TouchWatch } from '../../../src/movement/metrics/touchWatch.ts';
import { wobbleOf } from '../../../src/movement/metrics/wobble.ts';
import type { DetectedRep } from '../../../src/movement/reps/detectedRep.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { bodyFrame } from '../frames.ts';

const FACTS = { number: 1, cued: false, toeTouch: null };
const RULES = repRulesOf({ task: 'bilateralSquat', frameRateHz: 100 }, DEFAULT_THRESHOLDS);
const G = 9.80665;

/** Standing for a second, then down and up within 4 s, both knees 90° bent at 3 s. */
function flexionDeg(timeS: number): number {
  const share = (timeS - 1) / 4;
  return share <= 0 || share >= 1 ? 0 : 45 * (1 - Math.cos(2 * Math.PI * share));
}

function measured(of: (timeS: number) => Partial<LegMeasures>, given: Partial<DetectedRep> = {}) {
  const frames = Array.from({ length: 601 }, (_, i) => {
    const timeS = i / 100;
    const leg = { kneeFlexionDeg: flexionDeg(timeS), kneeValgusDeg: 0, ...of(timeS) };
    return bodyFrame(i * 10_000, { right: leg, left: leg });
  });
  const rep: DetectedRep = {
    startUs: 1e6,
    endUs: 5e6,
    peakDeg: 90,
    stance: null,
    order: 'downFirst',
    ...given,
  };
  const rules = given.stance ? { ...RULES, legs: 'stance' as const } : RULES;
  return measureRep(rep, FrameColumns.of(frames), rules, FACTS);
}

describe('a quantity over a rep', () => {
  it('is held against what it was before the onset', () => {
    // 2° in standing, and up to 14° more in proportion to flexion.
    const { legs } = measured((t) => ({ kneeValgusDeg: 2 + (14 * flexionDeg(t)) / 90 }));
    const metric = legs[0].metrics.kneeValgusDeg;
    expect(metric?.atOnset).toBeCloseTo(2, 6);
    expect(metric?.peak).toBeCloseTo(16, 1);
    expect(metric?.excursion).toBeCloseTo(14, 1);
    expect(metric?.phaseOfPeakPct).toBeCloseTo(50, 0);
    expect(metric?.at60Down).toBeCloseTo(2 + (14 * 60) / 90, 1);
    expect(metric?.at60Up).toBeCloseTo(2 + (14 * 60) / 90, 1);
    // Fastest half way down: 7° · π/2 per second.
    expect(metric?.peakRate).toBeCloseTo((7 * Math.PI) / 2, 0);
  });

  it('is timed beyond the edges of its bands, the joint by its gain since the onset', () => {
    const { legs } = measured((t) => ({ kneeValgusDeg: 2 + (14 * flexionDeg(t)) / 90 }));
    // A cosine of 14° is beyond 5, 9, 13° for acos(2·edge/14 − 1)/π of its 4 s.
    const share = (edge: number): number => (4 * Math.acos((2 * edge) / 14 - 1)) / Math.PI;
    const times = legs[0].metrics.kneeValgusDeg?.timeAboveS ?? [];
    for (const [i, edge] of [5, 9, 13].entries()) {
      expect(Math.abs(times[i] - share(edge))).toBeLessThan(0.05);
    }
    expect(legs[0].metrics.thighLeanDeg).toBeUndefined();
  });

  it('states its peak of what is stated alone, and nothing at the bottom', () => {
    const { legs } = measured((t) => ({
      fppaDeg: flexionDeg(t) > 70 ? Number.NaN : flexionDeg(t) / 10,
    }));
    expect(legs[0].metrics.fppaDeg).toMatchObject({ atPeakFlexion: null, sdAtPeakFlexion: null });
    // The last 50 ms before 70°, where flexion rises by 3.5°.
    expect(Math.abs((legs[0].metrics.fppaDeg?.peak ?? 0) - 7)).toBeLessThan(0.3);
  });
});

describe('a rep', () => {
  it('on one leg tells of that leg alone', () => {
    const rep = measured(() => ({ fppaDeg: 3 }), { stance: 'left' });
    expect(rep.legs.map(({ side }) => side)).toEqual(['left']);
    expect(rep).toMatchObject({ stance: 'left', asymmetric: false });
    expect(rep.legs[0].wobble).toBe(null);
  });

  it.each([
    [24, false, 1],
    [26, true, 0.5],
  ])('with knees %i° apart is asymmetric: %s', (apartDeg, asymmetric, confidence) => {
    const frames = Array.from({ length: 601 }, (_, i) => {
      const deg = flexionDeg(i / 100);
      const leg = (share: number) => ({ kneeFlexionDeg: deg * share, kneeValgusDeg: 0 });
      const off = apartDeg / 180;
      return bodyFrame(i * 10_000, { right: leg(1 + off), left: leg(1 - off) });
    });
    const rep = measureRep(
      { startUs: 1e6, endUs: 5e6, peakDeg: 90, stance: null, order: 'downFirst' },
      FrameColumns.of(frames),
      RULES,
      FACTS,
    );
    expect(rep).toMatchObject({ asymmetric, confidence });
  });
});

describe('depth', () => {
  it.each([
    [50, 30, 'partial'],
    [75, 50, 'half'],
    [100, 70, 'near parallel'],
    [115, 80, 'near parallel'],
    [100, 86, 'parallel'],
    [120, 96, 'deep'],
    [50, null, 'partial'],
    [115, null, 'parallel'],
  ] as const)('of %d° with the thigh at %s is %s', (flexion, thigh, depth) => {
    expect(depthClassOf(flexion, thigh)).toBe(depth);
  });
});

describe('smoothness', () => {
  const way = (tremorDeg: number): Float64Array =>
    Float64Array.from({ length: 151 }, (_, i) => {
      const u = i / 150;
      const smooth = 90 * u ** 3 * (10 - 15 * u + 6 * u * u);
      return smooth + tremorDeg * Math.sin(2 * Math.PI * 4 * (i / 100));
    });
  const of = (flexion: Float64Array): number =>
    smoothnessOf(flexion, { first: 0, end: 151 }, { first: 0, end: 151 }, 100) ?? Number.NaN;

  it('of a minimum-jerk movement is −ln 204.8', () => {
    // ∫ jerk² = 720 A²/T⁵ and peak rate 1.875 A/T; the ends lack two of 150 frames.
    expect(of(way(0))).toBeCloseTo(-Math.log(204.8), 0);
  });

  it('falls with a tremor', () => {
    expect(of(way(0.5))).toBeLessThan(of(way(0)) - 1);
  });

  it('is not stated of a few frames', () => {
    expect(smoothnessOf(way(0), { first: 0, end: 5 }, { first: 0, end: 151 }, 100)).toBeNull();
  });
});

describe('wobble', () => {
  it.each([
    [[0, 1, 2, 3, 4], 0],
    [[0, 3, 0, 3, 6], 2],
    [[0, 1.9, 0, 1.9, 0], 0],
    [[Number.NaN, Number.NaN, Number.NaN, 1], null],
  ])('of %j is %s', (values, turns) => {
    expect(wobbleOf(Float64Array.from(values), 'deg')).toBe(turns);
    expect(
      wobbleOf(
        Float64Array.from(values, (v) => v * 0.004),
        'm',
      ),
    ).toBe(turns);
  });
});

describe('a touch of the other foot', () => {
  function watchOf(forceG: (timeS: number) => number): TouchWatch {
    const watch = new TouchWatch(10e6);
    for (let i = 0; i < 400; i++) {
      const shank = { forceMps2: forceG(i / 100) * G, angularRateDps: [0, 0, 0] as const };
      const signals: LegSignals[] = [{ side: 'left', thigh: null, shank }];
      watch.step(signals, i * 10_000);
    }
    return watch;
  }

  it('is a blow, and no slow swing of as much', () => {
    const blow = watchOf((t) => (Math.abs(t - 2) < 0.015 ? 1.4 : 1));
    expect(blow.touched('left', 1e6, 3e6, 1.3)).toBe(true);
    expect(blow.touched('left', 2.5e6, 3e6, 1.3)).toBe(false);
    expect(blow.touched('left', 1e6, 3e6, 1.5)).toBe(false);
    const swing = watchOf((t) => 1 + 0.4 * Math.sin(Math.PI * Math.min(1, Math.max(0, t - 1))));
    expect(swing.touched('left', 1e6, 3e6, 1.3)).toBe(false);
  });

  it('cannot be told of a shank that was not heard', () => {
    expect(watchOf(() => 1).touched('right', 1e6, 3e6, 1.3)).toBeNull();
  });
});
