import { describe, expect, it } from 'vitest';
import { FOOT_TIP, PELVIS_TIP, tipDirection } from '../../../src/body/attached/tipDirection.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import {
  apply,
  applyTransposed,
  type Mat3,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
} from '../../../src/geometry/rotation.ts';
import { angleBetween, type Vec3, X_AXIS, Y_AXIS } from '../../../src/geometry/vector.ts';

/** Any mounting: segment axes to sensor axes. */
const MOUNTINGS = [0, 70, 140, 210, 280].map((deg) =>
  multiply(rotationZ(0.3), rotationY(deg * RAD_PER_DEG), rotationX(-0.2)),
);

/** Where the vertical is in the sensor as the segment goes through these attitudes. */
function verticals(mounting: Mat3, attitudes: readonly Mat3[]): Vec3[] {
  return attitudes.map((attitude) => apply(mounting, applyTransposed(attitude, Y_AXIS)));
}

/** From flat to `deg` and back, 40 frames; + is toes up. */
function pitch(deg: number, headingRad = 0): Mat3[] {
  return Array.from({ length: 40 }, (_, i) =>
    multiply(
      rotationY(headingRad),
      rotationZ(deg * RAD_PER_DEG * Math.sin((Math.PI * i) / 40) ** 2),
    ),
  );
}

function roll(deg: number): Mat3[] {
  return pitch(deg).map((_, i) => rotationX(deg * RAD_PER_DEG * Math.sin((Math.PI * i) / 40) ** 2));
}

describe.each(MOUNTINGS)('forward in a sensor mounted as %j', (...mounting) => {
  const mount = mounting as unknown as Mat3;
  const up = apply(mount, Y_AXIS);
  const forward = apply(mount, X_AXIS);

  it('is told by heels that rise, whatever way the person faces', () => {
    const rises = [...pitch(-45), ...pitch(-40, 2), ...pitch(-50, -1)];
    const found = tipDirection(verticals(mount, rises), up, FOOT_TIP);
    // Pure pitch leaves nothing but rounding.
    expect(angleBetween(found!.forward, forward) * DEG_PER_RAD).toBeLessThan(1e-6);
    expect(found!.sdRad * DEG_PER_RAD).toBeCloseTo(3, 6);
  });

  it('is told by steps, of which the heel rises further than the toes', () => {
    const steps = [...pitch(-60), ...pitch(20), ...pitch(-55), ...pitch(25), ...roll(8)];
    const found = tipDirection(verticals(mount, steps), up, FOOT_TIP);
    expect(angleBetween(found!.forward, forward) * DEG_PER_RAD).toBeLessThan(1e-6);
  });

  it('is told by heels that rise although the person lay on the back before', () => {
    const attitudes = [...pitch(95), ...pitch(-45)];
    const found = tipDirection(verticals(mount, attitudes), up, FOOT_TIP);
    expect(angleBetween(found!.forward, forward) * DEG_PER_RAD).toBeLessThan(1e-6);
  });

  it('is told by a pelvis that leans ten degrees', () => {
    const found = tipDirection(verticals(mount, pitch(-10)), up, PELVIS_TIP);
    expect(angleBetween(found!.forward, forward) * DEG_PER_RAD).toBeLessThan(1e-6);
  });

  it.each([
    ['a foot that rolls', roll(14)],
    ['toes that are lifted', pitch(22)],
    ['a foot that stays', []],
    ['a person who lies down and gets up', pitch(100)],
    ['tipping to and fro alike', [...pitch(-40), ...pitch(40)]],
    ['tipping all ways alike', [...pitch(-40), ...roll(40), ...roll(-40)]],
  ])('is not told by %s', (_, attitudes) => {
    expect(tipDirection(verticals(mount, attitudes), up, FOOT_TIP)).toBeNull();
  });
});
