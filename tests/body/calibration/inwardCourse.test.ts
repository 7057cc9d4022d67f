import { describe, expect, it } from 'vitest';
import { inwardCourseRad } from '../../../src/body/calibration/inwardCourse.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';

/** Degrees in and out; a bend of 80° has 4° of the usual turn of the shank in it. */
function inwardDeg(thighTurnDeg: number, shankTurnDeg: number): number {
  const [thigh, shank, flexion] = [thighTurnDeg, shankTurnDeg, 80].map((deg) => deg * RAD_PER_DEG);
  return inwardCourseRad(thigh, shank, flexion) * DEG_PER_RAD;
}

describe('the course of the knee, from what thigh and shank turn about themselves', () => {
  it('is over the toes where only the shank turns as it usually does', () => {
    expect(inwardDeg(0, 4)).toBe(0);
  });

  it.each([
    [7, 4],
    [0, 11],
    [-7, 4],
  ])('is believed to be so while skin explains the turns (%d°, %d°)', (thigh, shank) => {
    expect(inwardDeg(thigh, shank)).toBeCloseTo(0, 12);
  });

  it('is inward by twice what is more, and outward alike', () => {
    expect(inwardDeg(6, 10)).toBeCloseTo(2 * (6 - 3.5), 12);
    expect(inwardDeg(-6, -2)).toBeCloseTo(-2 * (6 - 3.5), 12);
  });
});
