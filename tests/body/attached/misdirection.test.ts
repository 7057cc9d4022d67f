import { describe, expect, it } from 'vitest';
import { jointSensitivity, misdirectionDeg } from '../../../src/body/attached/misdirection.ts';
import { kneeAngles } from '../../../src/body/jointAngles.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import {
  IDENTITY,
  multiply,
  rotationFromVector,
  rotationX,
  rotationY,
  rotationZ,
} from '../../../src/geometry/rotation.ts';
import { normalize, scale } from '../../../src/geometry/vector.ts';
import { Random } from '../../../src/simulator/random.ts';

describe('what an unsure direction costs', () => {
  it.each([0.05, 0.3, 1])('is the root mean square over turns of %s rad', (sdRad) => {
    const random = new Random(1, 'turns');
    const [along, across] = [8, 3];
    let squares = 0;
    const draws = 40_000;
    for (let i = 0; i < draws; i++) {
      const turn = sdRad * random.gaussian();
      const seen = along * Math.cos(turn) + across * Math.sin(turn);
      squares += (seen - along) ** 2;
    }
    // The mean of this many squares is good to 2 %.
    const rms = Math.sqrt(squares / draws);
    expect(misdirectionDeg(along, across, sdRad) / rms).toBeCloseTo(1, 1);
    expect(Math.abs(misdirectionDeg(along, across, sdRad) / rms - 1)).toBeLessThan(0.02);
  });

  it('is nothing for a segment that is upright, even in any direction', () => {
    expect(misdirectionDeg(0, 0, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('is finite in any direction', () => {
    expect(misdirectionDeg(8, 3, Number.POSITIVE_INFINITY)).toBeCloseTo(
      Math.sqrt(1.5 * 64 + 0.5 * 9),
      9,
    );
  });
});

describe('the sensitivity of joint angles', () => {
  it.each([
    [0, 0, [0, 1, 0]],
    [28, -6, [0, 1, 0]],
    [75, 12, [0.3, 0.9, -0.1]],
    [-30, 20, [-0.5, 0.2, 0.8]],
  ] as const)('at %i° and %i° is the derivative about %j', (first, floating, given) => {
    const axis = normalize(given);
    const distal = multiply(
      rotationZ(first * RAD_PER_DEG),
      rotationX(floating * RAD_PER_DEG),
      rotationY(0.2),
    );
    const step = 1e-5;
    const at = (turn: number) => {
      const turned = multiply(rotationFromVector(scale(axis, turn)), distal);
      const { kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg } = kneeAngles(
        IDENTITY,
        turned,
        'right',
      );
      return [-kneeFlexionDeg, -kneeValgusDeg, kneeInternalRotationDeg];
    };
    const [after, before] = [at(step), at(-step)];
    for (const [i, each] of jointSensitivity(first, floating, axis).entries()) {
      // A central difference with this step keeps nine digits.
      expect(each).toBeCloseTo((after[i] - before[i]) / (2 * step * DEG_PER_RAD), 6);
    }
  });
});
