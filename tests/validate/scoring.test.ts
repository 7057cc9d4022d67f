import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { type Quat, quatAboutVertical, quatMultiply } from '../../src/geometry/quaternion.ts';
import { emptyLegMeasures } from '../../src/model/bodyFrame.ts';
import { attitudeError } from './attitudeError.ts';
import { zeroedRmse } from './fanKnee.ts';
import { finitePercentile, rms } from './statistics.ts';

const TRUTH: Quat = [0.5, 0.1, -0.7, 0.5];

function aboutX(deg: number): Quat {
  const half = (deg * RAD_PER_DEG) / 2;
  return [Math.cos(half), Math.sin(half), 0, 0];
}

describe('the error of an attitude', () => {
  it('splits into a turn about the vertical and an inclination', () => {
    const turned = quatMultiply(quatAboutVertical(-3 * RAD_PER_DEG), TRUTH);
    expect(attitudeError(turned, TRUTH).headingDeg).toBeCloseTo(-3, 9);
    expect(attitudeError(turned, TRUTH).inclinationDeg).toBeCloseTo(0, 9);
    expect(attitudeError(turned, TRUTH).totalDeg).toBeCloseTo(3, 9);

    const tilted = quatMultiply(aboutX(2), TRUTH);
    expect(attitudeError(tilted, TRUTH).headingDeg).toBeCloseTo(0, 9);
    expect(attitudeError(tilted, TRUTH).inclinationDeg).toBeCloseTo(2, 9);
  });

  it('does not care for the sign of a quaternion', () => {
    const [w, x, y, z] = quatMultiply(quatAboutVertical(4 * RAD_PER_DEG), TRUTH);
    expect(attitudeError([-w, -x, -y, -z], TRUTH).headingDeg).toBeCloseTo(4, 9);
    expect(attitudeError([-w, -x, -y, -z], TRUTH).totalDeg).toBeCloseTo(4, 9);
  });
});

describe('statistics of errors', () => {
  it('leave out what is not stated', () => {
    expect(rms([3, Number.NaN, -4, 0])).toBeCloseTo(Math.sqrt(25 / 3), 12);
    expect(rms([Number.NaN])).toBeNaN();
    expect(finitePercentile([5, Number.NaN, 1, 3], 50)).toBe(3);
    expect(finitePercentile([Number.NaN], 50)).toBeNaN();
  });
});

describe('a joint angle against an optical one', () => {
  const truth = Float64Array.from({ length: 500 }, (_, row) => 10 + (row >= 300 ? row / 10 : 0));
  const frames = (offset: number, from: number) =>
    Array.from({ length: 500 - from }, (_, i) => {
      const row = from + i;
      const kneeFlexionDeg = truth[row] + offset + (row >= 300 ? (row % 2 === 0 ? 2 : -2) : 0);
      return { row, measures: { ...emptyLegMeasures(), kneeFlexionDeg } };
    });

  it('counts both from the rows in which the person stands', () => {
    expect(zeroedRmse(frames(7, 0), 'kneeFlexionDeg', truth)).toBeCloseTo(2, 12);
  });

  it('counts an estimate that begins later from its own zero', () => {
    expect(zeroedRmse(frames(-10, 310), 'kneeFlexionDeg', truth)).toBeCloseTo(2, 12);
    expect(zeroedRmse(frames(-9, 310), 'kneeFlexionDeg', truth)).toBeCloseTo(Math.sqrt(5), 12);
  });
});
