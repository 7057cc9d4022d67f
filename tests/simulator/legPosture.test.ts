import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fppaDeg, inView, shankLeanDeg, thighLeanDeg } from '../../src/body/frontalMeasures.ts';
import { kneeAngles } from '../../src/body/jointAngles.ts';
import { column } from '../../src/geometry/rotation.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';
import { legRotations, type ProjectedPosture } from '../../src/simulator/legPosture.ts';

const angle = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('a leg posed by its projection', () => {
  it('shows its leans exactly and their sum as the projection angle, however it is twisted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Side>(...SIDES),
        angle(-3, 3),
        fc.record({
          drive: fc.constant('projection' as const),
          shankTiltDeg: angle(-5, 45),
          thighTiltDeg: angle(-5, 80),
          shankLeanDeg: angle(-15, 15),
          thighLeanDeg: angle(-25, 25),
          shankAxialDeg: angle(-20, 20),
          thighAxialDeg: angle(-20, 20),
        }),
        (side, heading, posture: ProjectedPosture) => {
          const { shank, thigh } = legRotations(posture, heading, side);
          const shankAxis = inView(column(shank, 1), heading);
          const thighAxis = inView(column(thigh, 1), heading);
          const sum = posture.shankLeanDeg + posture.thighLeanDeg;
          expect(Math.abs(shankLeanDeg(shankAxis, side) - posture.shankLeanDeg)).toBeLessThan(1e-9);
          expect(Math.abs(thighLeanDeg(thighAxis, side) - posture.thighLeanDeg)).toBeLessThan(1e-9);
          expect(Math.abs(fppaDeg(shankAxis, thighAxis, side) - sum)).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe('a leg posed by its knee', () => {
  it('has the knee angles it was posed by, whatever the shank does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Side>(...SIDES),
        angle(-3, 3),
        angle(-5, 120),
        angle(-15, 15),
        angle(-20, 20),
        (side, heading, kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg) => {
          const knee = { kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg };
          const { shank, thigh } = legRotations(
            { drive: 'joint', shankTiltDeg: 25, shankLeanDeg: 4, shankAxialDeg: 9, knee },
            heading,
            side,
          );
          const found = kneeAngles(thigh, shank, side);
          expect(found.kneeFlexionDeg).toBeCloseTo(kneeFlexionDeg, 9);
          expect(found.kneeValgusDeg).toBeCloseTo(kneeValgusDeg, 9);
          expect(found.kneeInternalRotationDeg).toBeCloseTo(kneeInternalRotationDeg, 9);
        },
      ),
    );
  });
});
