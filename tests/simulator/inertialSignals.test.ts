import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD, RAD_PER_DEG, STANDARD_GRAVITY } from '../../src/geometry/angles.ts';
import {
  applyTransposed,
  IDENTITY,
  type Mat3,
  multiply,
  rotationFromVector,
  transpose,
} from '../../src/geometry/rotation.ts';
import { norm, scale, type Vec3 } from '../../src/geometry/vector.ts';
import { placementOf, SIDES, type Side, sideSign } from '../../src/model/placement.ts';
import { type BodyPose, joinLegs, poseLeg } from '../../src/simulator/bodyPose.ts';
import { inertialSignals } from '../../src/simulator/inertialSignals.ts';
import { type LegPosture, postureOnTheWay } from '../../src/simulator/legPosture.ts';
import { squatProfile } from '../../src/simulator/squatProfile.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';

const SHANK_M = 0.43;
const THIGH_M = 0.43;
const TIMING = { startS: 0.5, descentS: 1.5, holdS: 0.5, ascentS: 1.2 };
const NO_SWAY = { shankTiltDeg: 0, thighTiltDeg: 0, leanDeg: 0 };

const PLANAR: LegPosture = {
  drive: 'projection',
  shankTiltDeg: 30,
  thighTiltDeg: 60,
  shankLeanDeg: 0,
  thighLeanDeg: 0,
  shankAxialDeg: 0,
  thighAxialDeg: 0,
};
const MEDIAL: LegPosture = {
  ...PLANAR,
  shankLeanDeg: 3,
  thighLeanDeg: 9,
  shankAxialDeg: 8,
  thighAxialDeg: -5,
};

function poseAt(peak: LegPosture, timeS: number): BodyPose {
  const posture = postureOnTheWay(peak, squatProfile(TIMING, timeS), NO_SWAY);
  const leg = (side: Side) =>
    poseLeg(
      { side, headingRad: 0, ankle: [0, 0, 0], shankLengthM: SHANK_M, thighLengthM: THIGH_M },
      posture,
      0,
    );
  return joinLegs(leg('right'), leg('left'));
}

function motionOf(peak: LegPosture): StencilCache {
  return new StencilCache((timeS) => poseAt(peak, timeS));
}

function onShank(z: number, rotation: Mat3 = IDENTITY) {
  return { positionM: [0.03, 0.3, z] as const, rotation };
}

/** Tilt with its first two time derivatives in the descent, rad and s. */
function descent(amplitudeDeg: number, timeS: number) {
  const u = (timeS - TIMING.startS) / TIMING.descentS;
  const a = amplitudeDeg * RAD_PER_DEG;
  return {
    angle: a * u ** 3 * (10 - 15 * u + 6 * u * u),
    rate: ((a * 30) / TIMING.descentS) * u * u * (1 - u) ** 2,
    acceleration: ((a * 60) / TIMING.descentS ** 2) * u * (1 - u) * (1 - 2 * u),
  };
}

describe('inertial signals', () => {
  const planar = motionOf(PLANAR);
  const g = STANDARD_GRAVITY;

  it.each([0.7, 1.1, 1.25, 1.6, 1.9])('have their closed form on the shank at %f s', (t) => {
    const r = 0.3;
    const shank = descent(30, t);
    const mount = { positionM: [0, r, 0] as const, rotation: IDENTITY };
    const { specificForce, angularRate } = inertialSignals(
      planar.segmentAt(t, 'right_shank'),
      mount,
    );
    expect(specificForce[0]).toBeCloseTo(r * shank.acceleration - g * Math.sin(shank.angle), 6);
    expect(specificForce[1]).toBeCloseTo(-r * shank.rate ** 2 + g * Math.cos(shank.angle), 6);
    expect(specificForce[2]).toBeCloseTo(0, 9);
    expect(angularRate[2]).toBeCloseTo(-shank.rate, 8);
  });

  it.each([0.7, 1.1, 1.25, 1.6, 1.9])('have their closed form on the thigh at %f s', (t) => {
    const d = 0.2;
    const shank = descent(30, t);
    const thigh = descent(60, t);
    const flexion = shank.angle + thigh.angle;
    const mount = { positionM: [0, d, 0] as const, rotation: IDENTITY };
    const { specificForce, angularRate } = inertialSignals(
      planar.segmentAt(t, 'left_thigh'),
      mount,
    );
    const along = shank.acceleration * Math.cos(flexion) - shank.rate ** 2 * Math.sin(flexion);
    const across = shank.acceleration * Math.sin(flexion) + shank.rate ** 2 * Math.cos(flexion);
    expect(specificForce[0]).toBeCloseTo(
      SHANK_M * along - d * thigh.acceleration + g * Math.sin(thigh.angle),
      6,
    );
    expect(specificForce[1]).toBeCloseTo(
      -SHANK_M * across - d * thigh.rate ** 2 + g * Math.cos(thigh.angle),
      6,
    );
    expect(angularRate[2]).toBeCloseTo(thigh.rate, 8);
  });

  it('flip z of the force and x, y of the rate between mirrored legs', () => {
    const motion = motionOf(MEDIAL);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4, noNaN: true }), (t) => {
        for (const segment of ['shank', 'thigh'] as const) {
          const [right, left] = SIDES.map((side) =>
            inertialSignals(
              motion.segmentAt(t, placementOf(side, segment)),
              onShank(0.02 * sideSign(side)),
            ),
          );
          const { specificForce: f, angularRate: w } = right;
          const mirrored: Vec3[] = [
            [f[0], f[1], -f[2]],
            [-w[0], -w[1], w[2]],
          ];
          for (let i = 0; i < 3; i++) {
            expect(Math.abs(left.specificForce[i] - mirrored[0][i])).toBeLessThan(1e-9);
            expect(Math.abs(left.angularRate[i] - mirrored[1][i])).toBeLessThan(1e-9);
          }
        }
      }),
    );
  });

  it('are one g along up at rest, whatever the mounting', () => {
    const held = 2.25;
    fc.assert(
      fc.property(
        fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -3, max: 3, noNaN: true }))),
        ([x, y, z]) => {
          const rotation = rotationFromVector([x, y, z]);
          const stencil = motionOf(MEDIAL).segmentAt(held, 'right_shank');
          const { specificForce, angularRate } = inertialSignals(stencil, onShank(0, rotation));
          const sensorToWorld = multiply(stencil[2].rotation, rotation);
          const up = applyTransposed(sensorToWorld, [0, g, 0]);
          for (let i = 0; i < 3; i++) {
            expect(Math.abs(specificForce[i] - up[i])).toBeLessThan(1e-9);
            expect(Math.abs(angularRate[i])).toBeLessThan(1e-9);
          }
          expect(Math.abs(norm(specificForce) - g)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it.each([60, 100])('integrate back to the attitude over a rep at %i Hz', (rateHz) => {
    const motion = motionOf(MEDIAL);
    for (const placement of ['right_shank', 'left_thigh'] as const) {
      let attitude = poseAt(MEDIAL, 0)[placement].rotation;
      const samples = 4 * rateHz;
      for (let i = 0; i < samples; i++) {
        const stencil = motion.segmentAt((i + 0.5) / rateHz, placement);
        const { angularRate } = inertialSignals(stencil, onShank(0));
        attitude = multiply(attitude, rotationFromVector(scale(angularRate, 1 / rateHz)));
      }
      const error = multiply(transpose(poseAt(MEDIAL, 4)[placement].rotation), attitude);
      const angle = Math.hypot(error[7] - error[5], error[2] - error[6], error[3] - error[1]) / 2;
      expect(angle * DEG_PER_RAD).toBeLessThan(1e-3);
    }
  });
});
