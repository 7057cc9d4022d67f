import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../../src/geometry/vector.ts';
import type { MocapLeg, MocapTrial, VectorColumns } from './mocapTrial.ts';
import { mocapTruth } from './mocapTruth.ts';
import { subjectOf } from './subject.ts';

const STANDING = 0;
const BENT = 1;
/** Lengths of the right shank and thigh of the worked example in docs/conventions.md. */
const SHANK_M = Math.hypot(0.22, 0.36, 0.04);
const THIGH_M = Math.hypot(0.36, 0.24, 0.06);

function columns(...rows: readonly Vec3[]): VectorColumns {
  const [x, y, z] = [0, 1, 2].map((axis) => Float64Array.from(rows, (row) => row[axis]));
  return [x, y, z];
}

/** Upright in row 0; in row 1 the right leg of the worked example, `z` metres to the right. */
function leg(z: number, footHeadingRad: number): MocapLeg {
  const still = (value: number): Float64Array => Float64Array.of(value, value);
  const upright = [still(1), still(0), still(0), still(0)] as const;
  const half = footHeadingRad / 2;
  return {
    thigh: upright,
    shank: upright,
    foot: [still(Math.cos(half)), still(0), still(Math.sin(half)), still(0)],
    ankleCentre: columns([0, 0, z], [0, 0, z]),
    kneeCentre: columns([0, SHANK_M, z], [0.22, 0.36, z - 0.04]),
    hipCentre: columns([0, SHANK_M + THIGH_M, z], [-0.14, 0.6, z + 0.02]),
    kneeFlexionDeg: Float64Array.of(3, 73),
    kneeAdductionDeg: Float64Array.of(-1, -5),
    kneeInternalRotationDeg: Float64Array.of(-20, -12),
    ankleDorsiflexionDeg: Float64Array.of(4, 24),
    ankleInversionDeg: Float64Array.of(9, 4),
  };
}

describe('what optics tell of a leg', () => {
  const trial: MocapTrial = {
    rateHz: 100,
    rows: 2,
    legs: { right: leg(0.1, -0.2), left: leg(-0.1, 0.1) },
  };
  const subject = subjectOf(trial, STANDING);

  it('measures the person in the standing row', () => {
    expect(subject.forwardRad).toBeCloseTo(0, 12);
    expect(subject.toeOutDeg.right).toBeCloseTo((0.2 * 180) / Math.PI, 9);
    expect(subject.toeOutDeg.left).toBeCloseTo((0.1 * 180) / Math.PI, 9);
    expect(subject.legs.right.shankLengthM).toBeCloseTo(SHANK_M, 12);
  });

  it('has the signs of the conventions and is zero in the standing row', () => {
    const truth = mocapTruth(trial, subject, STANDING, 'right');
    for (const column of Object.values(truth)) expect(column[STANDING]).toBeCloseTo(0, 12);
    expect(truth.kneeFlexionDeg[BENT]).toBe(70);
    expect(truth.kneeValgusDeg[BENT]).toBe(4);
    expect(truth.kneeInternalRotationDeg[BENT]).toBe(8);
    expect(truth.ankleDorsiflexionDeg[BENT]).toBe(20);
    expect(truth.ankleEversionDeg[BENT]).toBe(5);
    expect(truth.shankLeanDeg[BENT]).toBeCloseTo(6.34, 2);
    expect(truth.fppaDeg[BENT]).toBeCloseTo(20.38, 2);
    expect(truth.kneeMedialDeviationM[BENT]).toBeCloseTo(0.052, 4);
  });
});
