import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { footRollDeg, shankLeanDeg } from '../../src/body/frontalMeasures.ts';
import {
  ankleAngles,
  hipAngles,
  internalRotationDeg,
  kneeAngles,
  kneeRotation,
} from '../../src/body/jointAngles.ts';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import {
  apply,
  column,
  IDENTITY,
  multiply,
  rotationFromVector,
  rotationX,
  rotationY,
  rotationZ,
} from '../../src/geometry/rotation.ts';
import { Y_AXIS } from '../../src/geometry/vector.ts';
import { SIDES, sideSign } from '../../src/model/placement.ts';

const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyRotation = fc
  .tuple(degrees(-3, 3), degrees(-3, 3), degrees(-3, 3))
  .map((v) => rotationFromVector(v));

describe('knee angles', () => {
  it('return what the knee rotation was built from, on both legs and in any world', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SIDES),
        degrees(-5, 140),
        degrees(-20, 20),
        degrees(-25, 25),
        anyRotation,
        (side, kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg, thigh) => {
          const angles = { kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg };
          const found = kneeAngles(thigh, multiply(thigh, kneeRotation(angles, side)), side);
          expect(found.kneeFlexionDeg).toBeCloseTo(kneeFlexionDeg, 9);
          expect(found.kneeValgusDeg).toBeCloseTo(kneeValgusDeg, 9);
          expect(found.kneeInternalRotationDeg).toBeCloseTo(kneeInternalRotationDeg, 9);
        },
      ),
    );
  });

  it.each(SIDES)('valgus carries the distal shank away from the midline on the %s', (side) => {
    const shank = kneeRotation(
      { kneeFlexionDeg: 0, kneeValgusDeg: 10, kneeInternalRotationDeg: 0 },
      side,
    );
    const ankle = apply(shank, [0, -1, 0]);
    expect(sideSign(side) * ankle[2]).toBeCloseTo(Math.sin(10 * RAD_PER_DEG), 12);
  });

  it.each(SIDES)('flexion carries the ankle backward on the %s', (side) => {
    const shank = kneeRotation(
      { kneeFlexionDeg: 30, kneeValgusDeg: 0, kneeInternalRotationDeg: 0 },
      side,
    );
    expect(apply(shank, [0, -1, 0])[0]).toBeCloseTo(-0.5, 12);
  });

  it.each(SIDES)('internal rotation turns the toes towards the midline on the %s', (side) => {
    const shank = kneeRotation(
      { kneeFlexionDeg: 0, kneeValgusDeg: 0, kneeInternalRotationDeg: 20 },
      side,
    );
    const toes = apply(shank, [1, 0, 0]);
    expect(sideSign(side) * toes[2]).toBeCloseTo(-Math.sin(20 * RAD_PER_DEG), 12);
  });
});

describe('hip angles', () => {
  it.each(SIDES)('adduction brings the knee under the midline on the %s', (side) => {
    const s = sideSign(side);
    const angles = hipAngles(IDENTITY, rotationX(s * 12 * RAD_PER_DEG), side);
    expect(angles.hipAdductionDeg).toBeCloseTo(12, 10);
    const knee = apply(rotationX(s * 12 * RAD_PER_DEG), [0, -1, 0]);
    expect(s * knee[2]).toBeLessThan(0);
  });

  it.each(SIDES)('flexion and internal rotation are positive on the %s', (side) => {
    const s = sideSign(side);
    const thigh = multiply(rotationZ(50 * RAD_PER_DEG), rotationY(s * 9 * RAD_PER_DEG));
    const angles = hipAngles(IDENTITY, thigh, side);
    expect(angles.hipFlexionDeg).toBeCloseTo(50, 10);
    expect(angles.hipInternalRotationDeg).toBeCloseTo(9, 10);
    expect(apply(thigh, [0, -1, 0])[0]).toBeGreaterThan(0);
  });
});

describe('internal rotation of a segment', () => {
  it.each(SIDES)('is the twist about its long axis whatever the tilt on the %s', (side) => {
    const s = sideSign(side);
    const start = rotationY(1.1);
    const twist = rotationY(s * 12 * RAD_PER_DEG);
    for (const tilt of [rotationZ(-0.6), rotationX(0.4), rotationFromVector([0.7, 0, -0.5])]) {
      expect(internalRotationDeg(start, multiply(start, tilt, twist), side)).toBeCloseTo(12, 9);
    }
  });
});

describe('the ankle sign trap', () => {
  it.each(SIDES)('a shank leaning in over a flat foot inverts the ankle on the %s', (side) => {
    const shank = rotationX(-sideSign(side) * 5 * RAD_PER_DEG);
    expect(shankLeanDeg(apply(shank, Y_AXIS), side)).toBeCloseTo(5, 9);
    expect(ankleAngles(shank, IDENTITY, side).ankleEversionDeg).toBeCloseTo(-5, 9);
    expect(footRollDeg(column(IDENTITY, 1), 0, side)).toBeCloseTo(0, 9);
  });

  it.each(SIDES)('a foot rolling in with the shank leaves the ankle neutral on the %s', (side) => {
    const both = rotationX(-sideSign(side) * 5 * RAD_PER_DEG);
    expect(ankleAngles(both, both, side).ankleEversionDeg).toBeCloseTo(0, 9);
    expect(footRollDeg(column(both, 1), 0, side)).toBeCloseTo(5, 9);
  });

  it.each(SIDES)('a shank tilting forward over a flat foot dorsiflexes the %s', (side) => {
    const shank = rotationZ(-25 * RAD_PER_DEG);
    expect(ankleAngles(shank, IDENTITY, side).ankleDorsiflexionDeg).toBeCloseTo(25, 9);
  });

  it.each(SIDES)('eversion is the foot roll less the shank lean for small angles, %s', (side) => {
    const s = sideSign(side);
    const shank = rotationX(-s * 2 * RAD_PER_DEG);
    const foot = rotationX(-s * 3 * RAD_PER_DEG);
    expect(ankleAngles(shank, foot, side).ankleEversionDeg).toBeCloseTo(3 - 2, 9);
  });
});
