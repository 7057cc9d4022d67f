import { describe, expect, it } from 'vitest';
import { findSegmentAxis } from '../../../src/body/calibration/flexionAxis.ts';
import { sweepFromUpright } from '../../../src/body/calibration/fromUpright.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import {
  type Mat3,
  multiply,
  rotationX,
  rotationZ,
  transpose,
} from '../../../src/geometry/rotation.ts';
import type { Vec3 } from '../../../src/geometry/vector.ts';

const RATE_HZ = 100;
const STANDING_S = 2;
const SQUAT_S = 3;
const SQUATS = 3;
const TILT_DEG = 25;
const UP: Vec3 = [0, 0, 1];
/** Upright is anything within 1° of it, by which 4 % of a turn of 8° are over; and the differences. */
const NEAR_DEG = 0.35;

/** Sensor to earth, z up: tips about y and turns about its own long axis, both in proportion. */
function squats(turnDeg: number, strapDeg: (squat: number) => number): Mat3[] {
  const frames = Math.round((STANDING_S + SQUATS * SQUAT_S) * RATE_HZ);
  return Array.from({ length: frames }, (_, i) => {
    const movedS = i / RATE_HZ - STANDING_S;
    const squat = Math.floor(movedS / SQUAT_S);
    const share = movedS < 0 ? 0 : Math.sin((Math.PI * movedS) / SQUAT_S) ** 2;
    const own = share * turnDeg + strapDeg(squat);
    return multiply(tipped(share * TILT_DEG * RAD_PER_DEG), rotationZ(own * RAD_PER_DEG));
  });
}

/** A turn about the earth's y. */
function tipped(rad: number): Mat3 {
  const quarter = rotationZ(Math.PI / 2);
  return multiply(quarter, rotationX(rad), transpose(quarter));
}

/** Sensor axes; 0 where the neighbours are missing. */
function ratesOf(toEarth: readonly Mat3[]): Vec3[] {
  return toEarth.map((m, i) => {
    const before = toEarth[i - 1] ?? m;
    const after = toEarth[i + 1] ?? m;
    const turn = multiply(transpose(before), after);
    const scale = RATE_HZ / 4;
    return [scale * (turn[7] - turn[5]), scale * (turn[2] - turn[6]), scale * (turn[3] - turn[1])];
  });
}

/** Heading of an axis in the sensor against y, degrees. */
function offDeg([x, y]: Vec3): number {
  return Math.atan2(-x, y) * DEG_PER_RAD;
}

function axesOf(toEarth: readonly Mat3[]): { seenBySensor: number; fromUpright: number } {
  const rates = ratesOf(toEarth);
  const active = rates.map((_, i) => i >= STANDING_S * RATE_HZ);
  const sweep = sweepFromUpright(toEarth, rates, UP, RATE_HZ);
  return {
    seenBySensor: offDeg(findSegmentAxis(rates, active, [0, 1, 0])),
    fromUpright: offDeg(findSegmentAxis(sweep, active, [0, 1, 0])),
  };
}

describe('the sweep of a long axis, seen from upright', () => {
  it.each([-8, 8])('knows nothing of a turn by %d° about that axis', (turnDeg) => {
    const { seenBySensor, fromUpright } = axesOf(squats(turnDeg, () => 0));
    // The sensor's own axes turn along, by half of it on average.
    expect(Math.abs(seenBySensor + turnDeg / 2)).toBeLessThan(1);
    expect(Math.abs(fromUpright)).toBeLessThan(NEAR_DEG);
  });

  it('is told in the axes of a strap as it sits after it turned', () => {
    const { fromUpright } = axesOf(squats(0, (squat) => (squat < 0 ? 0 : 10)));
    expect(Math.abs(fromUpright + 10)).toBeLessThan(NEAR_DEG);
  });

  it('is the rate itself where the segment turns about no other axis', () => {
    const toEarth = squats(0, () => 0);
    const rates = ratesOf(toEarth);
    for (const [i, sweep] of sweepFromUpright(toEarth, rates, UP, RATE_HZ).entries()) {
      for (const k of [0, 1, 2]) expect(sweep[k]).toBeCloseTo(rates[i][k], 12);
    }
  });
});
