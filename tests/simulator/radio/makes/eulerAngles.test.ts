import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG } from '../../../../src/geometry/angles.ts';
import { quatFromMatrix } from '../../../../src/geometry/quaternion.ts';
import { multiply, rotationX, rotationY, rotationZ } from '../../../../src/geometry/rotation.ts';
import { eulerAnglesDeg } from '../../../../src/simulator/radio/makes/eulerAngles.ts';

describe('the angles that a sensor fuses on board', () => {
  it.each([
    [0, 0, 0],
    [30, -20, 110],
    [-170, 60, -45],
    [5, -89, 10],
  ])('are roll %i°, pitch %i° and yaw %i° of what was turned by them', (roll, pitch, yaw) => {
    const attitude = quatFromMatrix(
      multiply(
        rotationZ(yaw * RAD_PER_DEG),
        rotationY(pitch * RAD_PER_DEG),
        rotationX(roll * RAD_PER_DEG),
      ),
    );
    const angles = eulerAnglesDeg(attitude);
    // Near a pitch of 90° rounding of 1e-16 grows to about 1e-8 rad.
    for (const [i, wanted] of [roll, pitch, yaw].entries()) {
      expect(Math.abs(angles[i]! - wanted)).toBeLessThan(1e-5);
    }
  });
});
