import { describe, expect, it } from 'vitest';
import {
  type StandingHeading,
  smoothLegHeading,
} from '../../../src/body/twoSided/smoothLegHeading.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';

const RATE_HZ = 10;
const DURATION_S = 60;
const timesS = Float64Array.from({ length: DURATION_S * RATE_HZ }, (_, i) => i / RATE_HZ);

function stand(
  timeS: number,
  deg: number,
  kind: StandingHeading['kind'] = 'stand',
): StandingHeading {
  return { kind, timeS, headingRad: deg * RAD_PER_DEG, pieces: 1 };
}

/** Heading and its standard deviation at an instant, degrees. */
function headingsOf(
  standing: readonly StandingHeading[],
  lostS: readonly number[] = [],
  stanceDeg: (timeS: number) => number = () => Number.NaN,
): (timeS: number) => { deg: number; sdDeg: number } {
  const column = smoothLegHeading({
    timesS,
    standing,
    lostS,
    stanceAt: (frame) => stanceDeg(timesS[frame]) * RAD_PER_DEG,
  });
  return (timeS) => {
    const i = Math.round(timeS * RATE_HZ);
    return { deg: column.headingRad[i] * DEG_PER_RAD, sdDeg: column.sdRad[i] * DEG_PER_RAD };
  };
}

describe('the heading of a leg from the stands before and after', () => {
  it('runs straight from one to the next, and is least sure between them', () => {
    const at = headingsOf([stand(0, 10), stand(50, 12)]);
    // Each stand is believed a little less than its word: ± 1° against a drift of ± 0.9°.
    expect(at(0).deg).toBeGreaterThan(9.9);
    expect(at(50).deg).toBeLessThan(12.1);
    expect(Math.abs(at(25).deg - 11)).toBeLessThan(0.01);
    expect(at(25).sdDeg).toBeGreaterThanOrEqual(at(5).sdDeg);
    expect(at(25).sdDeg).toBeLessThan(1.2);
    // A live heading would say √(1 + 0.01 · 49 + 0.49²) there.
    expect(at(49).sdDeg).toBeLessThan(1.05);
  });

  it('is carried on from a single stand, ever less sure', () => {
    const at = headingsOf([stand(10, -170)]);
    expect(at(55).deg).toBeCloseTo(-170, 9);
    expect(at(55).sdDeg).toBeCloseTo(Math.hypot(1, 0.1 * Math.sqrt(45), 0.01 * 45), 6);
    expect(at(0).sdDeg).toBeGreaterThan(1);
  });

  it('goes the short way round', () => {
    const at = headingsOf([stand(0, 179), stand(40, -179)]);
    expect(Math.abs(Math.abs(at(20).deg) - 180)).toBeLessThan(0.01);
  });

  it.each([15, 30, 44])('follows a person who turned round at %i s when that was', (turnS) => {
    const at = headingsOf(
      [stand(5, 0), stand(50, 170)],
      [],
      (t) =>
        // Legs turn a little at the hip all the time.
        (t < turnS ? 0 : 170) + 12 * Math.sin(t),
    );
    expect(at(turnS - 0.5).deg).toBeCloseTo(0, 6);
    expect(at(turnS + 0.5).deg).toBeCloseTo(170, 6);
  });

  it('knows after a loss what the next stand tells, and before it what the last one did', () => {
    const at = headingsOf([stand(5, 0), stand(55, 25)], [30]);
    expect(Math.abs(at(29).deg)).toBeLessThan(1);
    expect(Math.abs(at(31).deg - 25)).toBeLessThan(1);
    const alone = headingsOf([stand(5, 0)], [30]);
    expect(alone(29).sdDeg).toBeLessThan(2);
    expect(alone(31).sdDeg).toBeGreaterThan(29);
  });

  it('lets a pause between reps pull, and one that is turned far off not at all', () => {
    const plain = headingsOf([stand(0, 0)])(40).deg;
    const pulled = headingsOf([stand(0, 0), stand(40, 5, 'pause')])(40).deg;
    expect(plain).toBe(0);
    expect(pulled).toBeGreaterThan(0.2);
    expect(pulled).toBeLessThan(2);
    expect(headingsOf([stand(0, 0), stand(40, 50, 'pause')])(40).deg).toBe(0);
  });
});
