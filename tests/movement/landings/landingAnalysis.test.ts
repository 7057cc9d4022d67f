import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import type { Landing } from '../../../src/model/landing.ts';
import type { LegSignals } from '../../../src/model/legSignals.ts';
import { type QualityBits, qualityBit } from '../../../src/model/quality.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { LandingAnalysis } from '../../../src/movement/landings/landingAnalysis.ts';
import { segment } from '../feltFeeds.ts';
import { bodyFrame } from '../frames.ts';

const RATE_HZ = 200;
const STEP_US = 1e6 / RATE_HZ;
const FLIGHT_S = 0.4;

interface Play {
  readonly jumpsAtS?: readonly number[];
  /** Knees are bent by this before they stretch into the jump. */
  readonly dipDeg?: number;
  readonly rateHz?: number;
  readonly sampleRateHz?: number;
  readonly quality?: (timeS: number) => QualityBits;
  /** No frames in this stretch, s. */
  readonly gap?: readonly [number, number];
  readonly newSetAtS?: number;
}

/** Jumps on the spot by forces and angles that are drawn with a ruler. */
function landingsOf(play: Play): Landing[] {
  const { jumpsAtS = [2], dipDeg = 80, rateHz = RATE_HZ, gap = [-1, -1] } = play;
  const analysis = new LandingAnalysis({
    ...DEFAULT_SETTINGS,
    task: 'landing',
    frameRateHz: rateHz,
  });
  const found: Landing[] = [];
  for (let i = 0; i < 8 * rateHz; i++) {
    const timeS = i / rateHz;
    if (timeS > gap[0] && timeS < gap[1]) continue;
    if (play.newSetAtS !== undefined && Math.abs(timeS - play.newSetAtS) < 0.4 / rateHz) {
      analysis.newSet();
    }
    const { flexionDeg, forceG } = jumperAt(timeS, jumpsAtS, dipDeg);
    const angles = { kneeFlexionDeg: flexionDeg, kneeValgusDeg: flexionDeg / 10, fppaDeg: 12 };
    const frame = bodyFrame(
      Math.round((i * 1e6) / rateHz),
      { right: angles, left: angles },
      play.quality?.(timeS) ?? 0,
    );
    for (const event of analysis.step(frame, bothLegs(forceG, play.sampleRateHz))) {
      if (event.type === 'landing') found.push(event.landing);
    }
  }
  return found;
}

function jumperAt(timeS: number, jumpsAtS: readonly number[], dipDeg: number) {
  // A jump that follows takes over before the one before it is over.
  for (const offS of jumpsAtS.toReversed()) {
    const t = timeS - offS;
    if (t >= -0.6 && t < -0.3) return { flexionDeg: (dipDeg * (t + 0.6)) / 0.3, forceG: 1 };
    if (t >= -0.3 && t < 0) return { flexionDeg: (dipDeg * -t) / 0.3, forceG: 2 };
    if (t >= 0 && t < FLIGHT_S) return { flexionDeg: (20 * t) / FLIGHT_S, forceG: 0.2 };
    if (t >= FLIGHT_S && t < FLIGHT_S + 0.2) {
      return { flexionDeg: 20 + 250 * (t - FLIGHT_S), forceG: 4 };
    }
    if (t >= FLIGHT_S && t < FLIGHT_S + 0.9) {
      return { flexionDeg: 70 - 100 * (t - FLIGHT_S - 0.2), forceG: 1 };
    }
  }
  return { flexionDeg: 0, forceG: 1 };
}

function bothLegs(forceG: number, sampleRateHz = RATE_HZ): LegSignals[] {
  const felt = segment(forceG * STANDARD_GRAVITY);
  return (['right', 'left'] as const).map((side) => ({
    side,
    thigh: felt,
    shank: felt,
    sampleRateHz,
  }));
}

describe('a jump on the spot', () => {
  it('is told with its height, its contact and what the knees did', () => {
    const [landing, ...others] = landingsOf({});
    expect(others).toHaveLength(0);
    const { flight, legs, contactDifferenceMs, contactS } = landing;
    // Steps of force are found between two frames.
    expect(Math.abs(flight.startUs - 2e6)).toBeLessThanOrEqual(STEP_US);
    expect(Math.abs(flight.endUs - 2.4e6)).toBeLessThanOrEqual(STEP_US);
    // g t² / 8 of 0.4 s; two steps of 5 ms make 1 cm.
    expect(Math.abs((flight.jumpHeightM ?? 0) - 0.196)).toBeLessThan(0.012);
    expect(contactDifferenceMs).toBe(0);
    expect(contactS).toBeNull();
    expect(landing).toMatchObject({ number: 1, lowRate: false, counted: true, confidence: 1 });
    for (const leg of legs) {
      // The low-pass rounds the bends of the ruler by a degree.
      expect(Math.abs((leg.flexionAtContactDeg ?? 0) - 20)).toBeLessThan(1.5);
      expect(Math.abs((leg.peakFlexionDeg ?? 0) - 70)).toBeLessThan(1.5);
      expect(leg.kneeValgus.excursion).toBeCloseTo(5, 0);
      // A tenth of 250 °/s of flexion; the low-pass overshoots at a bend by 4 %.
      expect(Math.abs((leg.kneeValgus.peakRate100Ms ?? 0) - 25)).toBeLessThan(1.5);
      expect(leg.kneeValgus.at40Ms).toBeCloseTo(3, 0);
      expect(leg.headlinePeak).toBeCloseTo(12, 6);
      expect(leg.headlinePushOffPeak).toBeCloseTo(12, 6);
      expect(leg.band).toBe('slightly in');
      expect(leg.peakShankG).toBeCloseTo(4, 6);
    }
  });

  it('has no height where the knees hardly stretched', () => {
    const [landing] = landingsOf({ dipDeg: 30 });
    expect(landing.flight.jumpHeightM).toBeNull();
    expect(landing.legs[0].headlinePushOffPeak).toBeNull();
  });

  it('gives the one before it its time on the floor', () => {
    const [first, second] = landingsOf({ jumpsAtS: [2, 3.1] });
    expect(Math.abs((first.contactS ?? 0) - 0.7)).toBeLessThan(0.011);
    expect(second.contactS).toBeNull();
    expect(second.number).toBe(2);
  });

  it('is counted from one in a new set', () => {
    const numbers = landingsOf({ jumpsAtS: [2, 5], newSetAtS: 4.5 }).map(({ number }) => number);
    expect(numbers).toEqual([1, 1]);
  });

  it('is marked where frames or samples are few', () => {
    expect(landingsOf({ rateHz: 100 })[0].lowRate).toBe(true);
    expect(landingsOf({ sampleRateHz: 60 })[0].lowRate).toBe(true);
  });

  it('is not counted on data that are not ok, impacts apart', () => {
    const stale = (timeS: number) => (timeS > 2.45 && timeS < 2.5 ? qualityBit('stale') : 0);
    expect(landingsOf({ quality: stale })[0]).toMatchObject({
      counted: false,
      legs: [{ quality: 'stale' }, { quality: 'stale' }],
    });
    const impact = () => qualityBit('impact') | qualityBit('footNotPlanted');
    expect(landingsOf({ quality: impact })[0].counted).toBe(true);
  });

  it('is not made up across a gap, nor lost by one after it', () => {
    expect(landingsOf({ gap: [2.1, 2.3] })).toHaveLength(0);
    const [landing] = landingsOf({ gap: [2.8, 3] });
    expect(landing.number).toBe(1);
    expect(landing.legs[0].peakFlexionDeg).not.toBeNull();
  });
});
