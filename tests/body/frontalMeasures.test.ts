import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FPPA_MIN_SHANK_UP,
  FPPA_MIN_THIGH_UP,
  footRollDeg,
  fppaDeg,
  fppaGeometryValid,
  fppaHeadingSensitivity,
  frontalMeasures,
  inView,
  kneeMedialDeviationM,
  kneeOverToeDeg,
  shankLeanDeg,
  shankTiltDeg,
  thighLeanDeg,
  thighTiltDeg,
} from '../../src/body/frontalMeasures.ts';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { applyTransposed, rotationY } from '../../src/geometry/rotation.ts';
import type { Vec3 } from '../../src/geometry/vector.ts';
import { SIDES, type Side, sideSign } from '../../src/model/placement.ts';

const SHANK_M = 0.4305;
const THIGH_M = 0.42875;

/** Axis whose projections in the view are the given lean and sagittal tilt. */
function shankAxis(leanDeg: number, tiltDeg: number, side: Side): Vec3 {
  const y = 1 / Math.hypot(1, Math.tan(leanDeg * RAD_PER_DEG), Math.tan(tiltDeg * RAD_PER_DEG));
  return [
    y * Math.tan(tiltDeg * RAD_PER_DEG),
    y,
    -sideSign(side) * y * Math.tan(leanDeg * RAD_PER_DEG),
  ];
}

/** Out of the sagittal plane by a true angle, tilted within it: any tilt up to 180°. */
function outOfPlane(angleDeg: number, tiltDeg: number, medialZ: 1 | -1): Vec3 {
  const c = Math.cos(angleDeg * RAD_PER_DEG);
  return [
    c * Math.sin(tiltDeg * RAD_PER_DEG),
    c * Math.cos(tiltDeg * RAD_PER_DEG),
    medialZ * Math.sin(angleDeg * RAD_PER_DEG),
  ];
}

describe('the projection angle', () => {
  it('agrees with the angles to the horizontal and the valgus that Ageberg 2010 prints', () => {
    for (const [tibia, thigh, printed] of [
      [89.0, 77.4, 11.6],
      [86.3, 81.2, 5.0],
    ] as const) {
      // The paper's shanks lean laterally, its thighs medially.
      const shank = shankAxis(-(90 - tibia), 0, 'right');
      const hip: Vec3 = [0, Math.sin(thigh * RAD_PER_DEG), Math.cos(thigh * RAD_PER_DEG)];
      expect(Math.abs(fppaDeg(shank, hip, 'right') - printed)).toBeLessThanOrEqual(0.15);
    }
  });

  it('answers a heading error with the error times its heading sensitivity, oppositely per leg', () => {
    const error = 0.01 * RAD_PER_DEG;
    const change = SIDES.map((side) => {
      const shank = outOfPlane(0, 30, 1);
      const thigh = outOfPlane(0, -60, 1);
      const seen = fppaDeg(inView(shank, error), inView(thigh, error), side);
      expect(Math.abs(seen)).toBeCloseTo(0.01 * fppaHeadingSensitivity(shank, thigh), 6);
      return seen;
    });
    expect(change[0]).toBeCloseTo(-change[1], 12);
    expect(fppaHeadingSensitivity(outOfPlane(0, 30, 1), outOfPlane(0, -60, 1))).toBeCloseTo(
      2.309,
      3,
    );
  });

  it('grows with the tilt of the thigh as tan(true angle) / cos(tilt)', () => {
    for (const [tilt, seen] of [
      [30, 5.8],
      [45, 7.1],
      [60, 9.9],
      [70, 14.3],
      [75, 18.7],
      [80, 26.7],
    ] as const) {
      const thigh = outOfPlane(5, -tilt, 1);
      expect(thighLeanDeg(thigh, 'right')).toBeCloseTo(seen, 1);
      expect(thighTiltDeg(thigh)).toBeCloseTo(tilt, 9);
    }
  });

  it('is withheld once the thigh is past 65° and its heading sensitivity is unbounded past 90°', () => {
    const shank = outOfPlane(2, 30, -1);
    expect(fppaGeometryValid(shank, outOfPlane(4, -64, 1))).toBe(true);
    expect(fppaGeometryValid(shank, outOfPlane(4, -67, 1))).toBe(false);
    expect(fppaGeometryValid(outOfPlane(0, 61, 1), outOfPlane(0, 0, 1))).toBe(false);
    expect(fppaHeadingSensitivity(shank, outOfPlane(0, -95, 1))).toBe(Number.POSITIVE_INFINITY);
  });

  it('has the gate that the thresholds state', () => {
    const { fppaGate } = JSON.parse(readFileSync('src/movement/thresholds.json', 'utf8'));
    expect(FPPA_MIN_THIGH_UP).toBe(fppaGate.minThighCos);
    expect(FPPA_MIN_SHANK_UP).toBe(fppaGate.minShankCos);
  });
});

describe('knee medial deviation', () => {
  it('stays finite and near its centimetres at any depth while the projection angle explodes', () => {
    const rows = [0, 60, 80, 90, 110].map((tilt) => {
      const shank = outOfPlane(2, 30, -1);
      const thigh = outOfPlane(4, -tilt, 1);
      return 100 * kneeMedialDeviationM(shank, thigh, SHANK_M, THIGH_M, 'right');
    });
    for (const [i, printed] of [2.1, 2.4, 2.7, 3.0, 3.0].entries()) {
      expect(Math.abs(rows[i] - printed)).toBeLessThan(0.15);
    }
  });

  it('is finite for every tilt from 0 to 110°, on both legs', () => {
    for (const side of SIDES) {
      for (let tilt = 0; tilt <= 110; tilt += 1) {
        for (const shankTilt of [0, 30, 45]) {
          const deviation = kneeMedialDeviationM(
            outOfPlane(3, shankTilt, side === 'right' ? -1 : 1),
            outOfPlane(5, -tilt, side === 'right' ? 1 : -1),
            SHANK_M,
            THIGH_M,
            side,
          );
          expect(deviation).toBeGreaterThan(0);
          expect(deviation).toBeLessThan(0.1);
        }
      }
    }
  });

  it('is the offset from the hip alone when the hip is as low as the ankle', () => {
    const shank = outOfPlane(5, 60, -1);
    const thigh = outOfPlane(4, -150, 1);
    const fromHip = THIGH_M * Math.sin(4 * RAD_PER_DEG);
    expect(kneeMedialDeviationM(shank, thigh, SHANK_M, THIGH_M, 'right')).toBeCloseTo(fromHip, 12);
  });
});

describe('views', () => {
  it('turn a vector as the transposed heading rotation does', () => {
    const v: Vec3 = [0.3, -0.4, 0.8];
    const turned = inView(v, 0.7);
    const expected = applyTransposed(rotationY(0.7), v);
    for (let i = 0; i < 3; i++) expect(turned[i]).toBeCloseTo(expected[i], 15);
  });

  it('give the same measures wherever the subject faces', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.constantFrom(...SIDES),
        (heading, side) => {
          const facing = (subjectHeadingRad: number) => {
            const turn = (v: Vec3) => inView(v, -subjectHeadingRad);
            return frontalMeasures({
              side,
              shankAxis: turn(shankAxis(3, 25, side)),
              thighAxis: turn(outOfPlane(6, -50, sideSign(side))),
              subjectHeadingRad,
              footHeadingRad: subjectHeadingRad - sideSign(side) * 7 * RAD_PER_DEG,
              shankLengthM: SHANK_M,
              thighLengthM: THIGH_M,
            });
          };
          const ahead = Object.entries(facing(0));
          const turned = facing(heading);
          for (const [key, value] of ahead) {
            expect(turned[key as keyof typeof turned]).toBeCloseTo(value, 10);
          }
        },
      ),
    );
  });

  it.each(SIDES)('keep shank over foot apart from shank lean on the %s', (side) => {
    // Straight along a foot turned out by 7°: nothing over the toe line, lateral to the camera.
    const foot = -sideSign(side) * 7 * RAD_PER_DEG;
    const axis = inView(outOfPlane(0, 30, 1), -foot);
    expect(kneeOverToeDeg(axis, foot, side)).toBeCloseTo(0, 10);
    expect(shankLeanDeg(axis, side)).toBeCloseTo(-4.02, 2);
    expect(shankTiltDeg(axis)).toBeGreaterThan(29);
  });

  it.each(SIDES)('read a foot rolled in as positive on the %s', (side) => {
    expect(footRollDeg(outOfPlane(8, 0, side === 'right' ? -1 : 1), 0, side)).toBeCloseTo(8, 10);
  });

  it('leave only the projection angle blank outside its gate', () => {
    const measures = frontalMeasures({
      side: 'right',
      shankAxis: outOfPlane(2, 30, -1),
      thighAxis: outOfPlane(4, -88, 1),
      subjectHeadingRad: 0,
      footHeadingRad: 0,
      shankLengthM: SHANK_M,
      thighLengthM: THIGH_M,
    });
    const { fppaDeg: fppa, ...others } = measures;
    expect(fppa).toBeNaN();
    for (const value of Object.values(others)) expect(Number.isFinite(value)).toBe(true);
  });
});
