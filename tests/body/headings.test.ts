import { describe, expect, it } from 'vitest';
import { LegHeading } from '../../src/body/legHeading.ts';
import { RelativeHeading } from '../../src/body/relativeHeading.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../src/geometry/angles.ts';

const RATE_HZ = 100;

/** Goes on for `seconds`; gives what rests were found. */
function stand(
  heading: LegHeading,
  seconds: number,
  quiet: boolean,
  standingDeg: number,
): string[] {
  const rests: string[] = [];
  for (let i = 0; i < seconds * RATE_HZ; i++) {
    const rest = heading.step(quiet, standingDeg * RAD_PER_DEG);
    if (rest) rests.push(rest);
  }
  return rests;
}

describe('the heading of a leg', () => {
  it('stays while the leg moves, and its uncertainty grows by its law', () => {
    const heading = new LegHeading(RATE_HZ, 0.3);
    expect(stand(heading, 25, false, 90)).toEqual([]);
    expect(heading.headingRad).toBe(0.3);
    expect(heading.ageS).toBeCloseTo(25, 6);
    // 1° at the stand, 0.1°/√s of walk, 0.01°/s of bias.
    expect(heading.sigmaRad * DEG_PER_RAD).toBeCloseTo(Math.hypot(1, 0.1 * 5, 0.01 * 25), 6);
  });

  it.each([5, 90, -170, 180])(
    'is set back by a stand of a second, whatever turn of %i° came before',
    (deg) => {
      const heading = new LegHeading(RATE_HZ, 0);
      stand(heading, 3, false, 0);
      expect(stand(heading, 1.01, true, deg)).toEqual(['pause', 'stand']);
      const offDeg = heading.headingRad * DEG_PER_RAD - deg;
      expect(Math.abs(offDeg)).toBeLessThan(0.5);
      // Back to the uncertainty of a stand.
      expect(heading.sigmaRad * DEG_PER_RAD).toBeCloseTo(1, 2);
    },
  );

  it('is pulled a fifth of the way by a pause, once', () => {
    const heading = new LegHeading(RATE_HZ, 0);
    stand(heading, 10, false, 0);
    expect(stand(heading, 0.9, true, 10)).toEqual(['pause']);
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo(2, 6);
    stand(heading, 0.1, false, 10);
    expect(stand(heading, 0.4, true, 10)).toEqual(['pause']);
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo(3.6, 6);
  });

  it('follows sway slowly while the person stands on', () => {
    const heading = new LegHeading(RATE_HZ, 0);
    stand(heading, 2, true, 0);
    stand(heading, 0.5, true, 4);
    // Time constant of half a second.
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo(4 * (1 - Math.exp(-1)), 1);
  });

  it('takes the short way across ±180°', () => {
    const heading = new LegHeading(RATE_HZ, 175 * RAD_PER_DEG);
    stand(heading, 1, false, 0);
    stand(heading, 0.5, true, -175);
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo(177, 6);
  });
});

/**
 * Product of the horizontal accelerations of both sensors, (m/s²)²: the medians measured in slow
 * simulated squats and in a person's drop landings.
 */
const SLOW = 0.2;
const QUICK = 5;

function move(
  heading: RelativeHeading,
  seconds: number,
  trueDeg: (timeS: number) => number,
  power = QUICK,
): void {
  // Strong samples gain no further weight: the weighting of the link acceleration.
  const size = power / (1 + power / 4);
  for (let i = 0; i < seconds * RATE_HZ; i++) {
    const rad = trueDeg(i / RATE_HZ) * RAD_PER_DEG;
    heading.step({ c: size * Math.cos(rad), s: size * Math.sin(rad), power });
  }
}

const SIGMA_RAD = 2 * RAD_PER_DEG;

describe('the relative heading of thigh and shank', () => {
  it('comes to what link acceleration says, and grows surer', () => {
    const heading = new RelativeHeading(RATE_HZ, 0, SIGMA_RAD);
    move(heading, 60, () => 6);
    expect(Math.abs(heading.headingRad * DEG_PER_RAD - 6)).toBeLessThan(0.5);
    expect(heading.sigmaRad).toBeLessThan(SIGMA_RAD);
    expect(heading.ageS).toBeLessThan(0.3);
  });

  it('trusts slow movement less than quick movement', () => {
    const slow = new RelativeHeading(RATE_HZ, 0, SIGMA_RAD);
    const quick = new RelativeHeading(RATE_HZ, 0, SIGMA_RAD);
    move(slow, 5, () => 6, SLOW);
    move(quick, 5, () => 6, QUICK);
    expect(slow.headingRad).toBeLessThan(quick.headingRad / 2);
    expect(slow.sigmaRad).toBeGreaterThan(quick.sigmaRad);
  });

  it('learns a steady drift, so that it lags behind it little', () => {
    const heading = new RelativeHeading(RATE_HZ, 0, SIGMA_RAD);
    const driftDegPerS = 0.1;
    move(heading, 120, (timeS) => driftDegPerS * timeS);
    expect(Math.abs(heading.headingRad * DEG_PER_RAD - driftDegPerS * 120)).toBeLessThan(1);
  });

  it('stays while the person stands still, grows older and less sure', () => {
    const heading = new RelativeHeading(RATE_HZ, 0.2, SIGMA_RAD);
    for (let i = 0; i < 30 * RATE_HZ; i++) heading.step({ c: 1e-4, s: -1e-4, power: 1e-4 });
    expect(heading.headingRad).toBe(0.2);
    expect(heading.ageS).toBeCloseTo(30, 6);
    expect(heading.sigmaRad).toBeGreaterThan(SIGMA_RAD);
  });

  it('is hardly moved by one wild block', () => {
    const calm = new RelativeHeading(RATE_HZ, 0, SIGMA_RAD);
    move(calm, 20, () => 0);
    move(calm, 0.25, () => 120);
    expect(Math.abs(calm.headingRad * DEG_PER_RAD)).toBeLessThan(0.2);
  });

  it('takes the short way across ±180°', () => {
    const heading = new RelativeHeading(RATE_HZ, 178 * RAD_PER_DEG, SIGMA_RAD);
    move(heading, 60, () => -176);
    const deg = heading.headingRad * DEG_PER_RAD;
    expect(deg).toBeGreaterThan(178);
    expect(deg).toBeLessThan(186);
  });

  it('is pulled by a stand as the variances say', () => {
    const heading = new RelativeHeading(RATE_HZ, 0, SIGMA_RAD);
    heading.stood(7 * RAD_PER_DEG, 5 * RAD_PER_DEG);
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo((7 * 2 ** 2) / (2 ** 2 + 5 ** 2), 9);
    expect(heading.sigmaRad * DEG_PER_RAD).toBeCloseTo(Math.sqrt((4 * 25) / 29), 9);
  });
});
