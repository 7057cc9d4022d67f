import { describe, expect, it } from 'vitest';
import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import { qualityBit } from '../../../src/model/quality.ts';
import { FrameColumns } from '../../../src/movement/metrics/frameColumns.ts';
import { measureRep } from '../../../src/movement/metrics/measureRep.ts';
import { repRulesOf } from '../../../src/movement/metrics/repRules.ts';
import type { DetectedRep } from '../../../src/movement/reps/detectedRep.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { bodyFrame } from '../frames.ts';

const RULES = repRulesOf({ task: 'bilateralSquat', frameRateHz: 100 }, DEFAULT_THRESHOLDS);
const FACTS = { number: 1, cued: false, toeTouch: null };
const PERIOD_US = 10_000;
/** Noise-free acceptance of the movement specification. */
const ANGLE_DEG = 0.3;
const TIME_S = 0.05;

const DESCENT_S = 1.5;
const HOLD_S = 0.6;
const ASCENT_S = 1.2;
const PEAK_DEG = 90;
const TOTAL_S = DESCENT_S + HOLD_S + ASCENT_S;
const SPAN = { startUs: 0, endUs: TOTAL_S * 1e6 };
const REP: DetectedRep = { ...SPAN, peakDeg: PEAK_DEG, stance: null, order: 'downFirst' };

function share(timeS: number): number {
  const smooth = (u: number): number => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, u)))) / 2;
  return smooth(timeS / DESCENT_S) - smooth((timeS - DESCENT_S - HOLD_S) / ASCENT_S);
}

/** A rep whose right knee comes in by 5 cm and 12° at the bottom, the left by 1 cm and 3°. */
function frames(quality: (timeS: number) => number = () => 0): BodyFrame[] {
  return Array.from({ length: Math.round((TOTAL_S * 1e6) / PERIOD_US) + 1 }, (_, i) => {
    const timeS = (i * PERIOD_US) / 1e6;
    const at = share(timeS);
    const leg = (cm: number, deg: number) => ({
      kneeFlexionDeg: PEAK_DEG * at,
      kneeMedialDeviationM: (cm / 100) * at,
      fppaDeg: deg * at,
      kneeValgusDeg: 2 * at,
    });
    return bodyFrame(i * PERIOD_US, { right: leg(5, 12), left: leg(1, 3) }, quality(timeS));
  });
}

describe('the measures of a rep', () => {
  const rep = measureRep(REP, FrameColumns.of(frames()), RULES, {
    ...FACTS,
    number: 3,
    cued: true,
  });
  const [right, left] = rep.legs;

  it('keep what the detector and the cue rule said', () => {
    expect(rep).toMatchObject({ number: 3, ...SPAN, cued: true, counted: true });
  });

  it('date the bottom in the middle of the hold', () => {
    expect(Math.abs(rep.bottomUs / 1e6 - (DESCENT_S + HOLD_S / 2))).toBeLessThan(TIME_S);
  });

  it('split the time by the samples within 3° of the peak', () => {
    // The cosine is within 3° of its 90° for this share of each way: acos(1 − 2·3/90)/π.
    const nearPeak = Math.acos(1 - (2 * 3) / PEAK_DEG) / Math.PI;
    expect(Math.abs(rep.eccentricS - DESCENT_S * (1 - nearPeak))).toBeLessThan(TIME_S);
    expect(Math.abs(rep.holdS - (HOLD_S + nearPeak * (DESCENT_S + ASCENT_S)))).toBeLessThan(TIME_S);
    expect(rep.eccentricS + rep.holdS + rep.concentricS).toBeCloseTo(TOTAL_S, 6);
  });

  it('report the bottom of each leg', () => {
    expect(Math.abs(right.peakFlexionDeg - PEAK_DEG)).toBeLessThan(ANGLE_DEG);
    expect(Math.abs((right.headlineAtPeakFlexion ?? Number.NaN) - 5)).toBeLessThan(0.05);
    expect(Math.abs((left.headlineAtPeakFlexion ?? Number.NaN) - 1)).toBeLessThan(0.05);
    expect(Math.abs((right.fppaAtPeakFlexionDeg ?? Number.NaN) - 12)).toBeLessThan(ANGLE_DEG);
    expect(Math.abs(right.kneeValgusAtPeakFlexionDeg - 2)).toBeLessThan(ANGLE_DEG);
    expect([right.band, left.band]).toEqual(['in', 'in line']);
  });

  it('report the projection angle at 60° of flexion on the way down', () => {
    // One frame moves the flexion by at most 90·π/2/1.5 s · 10 ms ≈ 1°, the angle by 12/90 of that.
    expect(Math.abs((right.fppaAt60Deg ?? Number.NaN) - (12 * 60) / PEAK_DEG)).toBeLessThan(
      ANGLE_DEG,
    );
  });

  it('state no projection angle that is outside its gate at the bottom', () => {
    const gated = frames().map((frame) => ({
      ...frame,
      legs: frame.legs.map((leg) => ({
        ...leg,
        measures: {
          ...leg.measures,
          fppaDeg: leg.measures.kneeFlexionDeg > 80 ? Number.NaN : leg.measures.fppaDeg,
        },
      })),
    }));
    const [leg] = measureRep(REP, FrameColumns.of(gated), RULES, FACTS).legs;
    expect(leg.fppaAtPeakFlexionDeg).toBeNull();
    expect(leg.fppaAt60Deg).not.toBeNull();
    const byAngle = {
      ...RULES,
      headline: { ...RULES.headline, measure: 'fppaDeg', unit: 'deg' } as const,
    };
    const [judged] = measureRep(REP, FrameColumns.of(gated), byAngle, FACTS).legs;
    expect([judged.headlineAtPeakFlexion, judged.band]).toEqual([null, null]);
  });

  it.each([
    { what: 'a few frames far from the bottom', from: 0.3, to: 0.4, quality: 'ok' },
    { what: 'a few frames at the bottom', from: 1.75, to: 1.85, quality: 'interpolated' },
    { what: 'more than a twentieth of the rep', from: 0.2, to: 0.5, quality: 'interpolated' },
  ])('with bad data in $what are $quality', ({ from, to, quality }) => {
    const bits = qualityBit('interpolated');
    const flagged = frames((timeS) => (timeS >= from && timeS < to ? bits : 0));
    const measured = measureRep(REP, FrameColumns.of(flagged), RULES, FACTS);
    expect(measured.legs.map((leg) => leg.quality)).toEqual([quality, quality]);
    expect(measured.counted).toBe(quality === 'ok');
  });

  it('rest on the frames around a bottom that is missing, and say so', () => {
    const nothing = { kneeFlexionDeg: Number.NaN };
    const stale = qualityBit('stale');
    const gap = frames().map((frame) =>
      Math.abs(frame.timeUs / 1e6 - (DESCENT_S + HOLD_S / 2)) < 0.08
        ? bodyFrame(frame.timeUs, { right: nothing, left: nothing }, stale)
        : frame,
    );
    const measured = measureRep(REP, FrameColumns.of(gap), RULES, FACTS);
    expect(measured).toMatchObject({ counted: false, legs: [{ quality: 'stale' }, {}] });
    for (const leg of measured.legs) expect(leg.kneeValgusAtPeakFlexionDeg).toBeCloseTo(2, 1);
    expect(measured.legs[0].headlineAtPeakFlexion).toBeCloseTo(5, 1);
  });
});
