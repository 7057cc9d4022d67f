import { describe, expect, it } from 'vitest';
import { SIDES } from '../../src/model/placement.ts';
import { gateOracle } from '../validate/simulator/deepSquats.ts';
import { crosstalkDeg, falseValgusDeg, headingOracle } from '../validate/simulator/oracles.ts';
import { continuousSet, staleHeading, turnEffect } from '../validate/simulator/setOracles.ts';

/**
 * The oracles of the movement specification (6.5) and the lines of acceptance on headings, in the
 * product's own path: sensors with nominal noise, packets, pipeline, calibrations turned on purpose.
 * `npm run validate -- --only simulator` does the same with more persons.
 */
describe('a calibration whose frames are turned by 5° about the long axes', () => {
  it('shows 5.0 ± 0.2° of false valgus at 90° of flexion (O8)', () => {
    expect(crosstalkDeg(90)).toBeCloseTo(5, 9);
    const found = falseValgusDeg(11);
    for (const side of SIDES) expect(Math.abs(found[side] - 5)).toBeLessThan(0.2);
  });
});

describe('a leg heading turned by 5°', () => {
  const found = headingOracle(12);

  it.each(SIDES)('changes the projection angle of the %s leg by the law ± 0.3° (O9)', (side) => {
    const { changeDeg, lawDeg } = found[side];
    expect(Math.abs(lawDeg)).toBeGreaterThan(8);
    expect(Math.abs(changeDeg - lawDeg)).toBeLessThan(0.3);
  });

  it('does so with opposite signs, and a quiet stand removes 90 % of it', () => {
    expect(Math.sign(found.right.changeDeg)).toBe(-Math.sign(found.left.changeDeg));
    for (const side of SIDES) expect(found[side].leftShare).toBeLessThan(0.1);
  });
});

describe('a squat to 110° of thigh', () => {
  it('has a projection angle within its gates alone, and a medial deviation everywhere (O17)', () => {
    const found = gateOracle(13);
    expect(found.deepestThighDeg).toBeGreaterThan(105);
    expect(found).toMatchObject({
      statedBeyondPercent: 0,
      statedWithinPercent: 100,
      deviationPercent: 100,
    });
  });
});

describe('the heading between quiet stands', () => {
  it('is not ok in a deep squat where it may cost more than 3.5°, and ok where less', () => {
    const found = staleHeading(14);
    expect(found.beyond).toBeGreaterThan(50);
    expect(found.within).toBeGreaterThan(50);
    expect(found).toMatchObject({ okBeyond: 0, staleWithin: 0, counted: false });
  });

  it.each([15, 16])('lasts for twelve reps without a stand, seed %i', (seed) => {
    const { okPercent, counted } = continuousSet(seed);
    expect(counted).toBe(12);
    expect(okPercent).toBe(100);
  });

  it('forgets a turn of 90° between two sets: no result of a rep changes by more than 1°', () => {
    const { byTurnDeg, betweenSetsDeg, reps } = turnEffect(17);
    expect(reps).toBe(8);
    expect(byTurnDeg).toBeLessThan(1);
    expect(betweenSetsDeg).toBeLessThan(1);
  });
});
