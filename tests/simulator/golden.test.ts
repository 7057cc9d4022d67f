import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shankLeanDeg, thighLeanDeg } from '../../src/body/frontalMeasures.ts';
import { kneeAngles } from '../../src/body/jointAngles.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { applyTransposed, column, IDENTITY } from '../../src/geometry/rotation.ts';
import type { Vec3 } from '../../src/geometry/vector.ts';
import { placementOf, type Side, sideSign } from '../../src/model/placement.ts';
import { joinLegs, type LegPose, poseLeg } from '../../src/simulator/bodyPose.ts';
import { inertialSignals } from '../../src/simulator/inertialSignals.ts';
import { type LegPosture, postureOnTheWay } from '../../src/simulator/legPosture.ts';
import { squatProfile } from '../../src/simulator/squatProfile.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';

interface Signals {
  readonly f: Vec3;
  readonly w: Vec3;
  readonly m: Vec3;
}

interface GoldenCase {
  readonly params: {
    readonly s: 1 | -1;
    readonly tauS: number;
    readonly phiS: number;
    readonly tauT?: number;
    readonly phiT?: number;
    readonly F?: number;
    readonly add?: number;
    readonly ir?: number;
  };
  readonly rows: readonly {
    readonly t: number;
    readonly jcs: Vec3;
    readonly fppa: Vec3;
    readonly hip: Vec3;
    readonly shank: Signals;
    readonly thigh: Signals;
  }[];
}

const golden: { readonly cases: Readonly<Record<string, GoldenCase>> } = JSON.parse(
  readFileSync(new URL('./golden.json', import.meta.url), 'utf8'),
);

const SHANK_M = 0.246 * 1.75;
const THIGH_M = 0.245 * 1.75;
const TIMING = { startS: 0.5, descentS: 1.5, holdS: 0.5, ascentS: 1.2 };
const NO_SWAY = { shankTiltDeg: 0, thighTiltDeg: 0, leanDeg: 0 };
const DIP = 65 * RAD_PER_DEG;
const MAGNETIC_FIELD: Vec3 = [48 * Math.cos(DIP), -48 * Math.sin(DIP), 0];

function peakOf({ params }: GoldenCase): LegPosture {
  const { tauS, phiS, tauT, phiT, F, add, ir } = params;
  const shank = { shankTiltDeg: tauS, shankLeanDeg: phiS, shankAxialDeg: 0 };
  if (F !== undefined && add !== undefined && ir !== undefined) {
    const knee = { kneeFlexionDeg: F, kneeValgusDeg: -add, kneeInternalRotationDeg: ir };
    return { drive: 'joint', ...shank, knee };
  }
  const thigh = { thighTiltDeg: tauT ?? 0, thighLeanDeg: phiT ?? 0, thighAxialDeg: 0 };
  return { drive: 'projection', ...shank, ...thigh };
}

function legAt(posed: GoldenCase, side: Side, timeS: number): LegPose {
  const posture = postureOnTheWay(peakOf(posed), squatProfile(TIMING, timeS), NO_SWAY);
  const stance = {
    side,
    headingRad: 0,
    ankle: [0, 0, 0] as const,
    shankLengthM: SHANK_M,
    thighLengthM: THIGH_M,
  };
  return poseLeg(stance, posture, 0);
}

function expectVector(found: Vec3, golden: Vec3, tolerance: number): void {
  for (let i = 0; i < 3; i++) expect(Math.abs(found[i] - golden[i])).toBeLessThan(tolerance);
}

describe.each(Object.entries(golden.cases))('golden case %s', (_name, posed) => {
  const side: Side = posed.params.s === 1 ? 'right' : 'left';
  const motion = new StencilCache((timeS) => {
    const leg = legAt(posed, side, timeS);
    return joinLegs(leg, leg, IDENTITY);
  });
  const mounts = {
    shank: { positionM: [0.03, 0.7 * SHANK_M, 0.02 * sideSign(side)], rotation: IDENTITY },
    thigh: { positionM: [0.06, 0.5 * THIGH_M, 0.04 * sideSign(side)], rotation: IDENTITY },
  } as const;

  it.each(posed.rows)('has its angles, hip and signals at $t s', (row) => {
    const leg = legAt(posed, side, row.t);
    const knee = kneeAngles(leg.thigh.rotation, leg.shank.rotation, side);
    expectVector(
      [knee.kneeFlexionDeg, -knee.kneeValgusDeg, knee.kneeInternalRotationDeg],
      row.jcs,
      1e-4,
    );
    const shankLean = shankLeanDeg(column(leg.shank.rotation, 1), side);
    const thighLean = thighLeanDeg(column(leg.thigh.rotation, 1), side);
    expectVector([shankLean, thighLean, shankLean + thighLean], row.fppa, 1e-4);
    expectVector(leg.hip, row.hip, 1e-5);
    for (const segment of ['shank', 'thigh'] as const) {
      const stencil = motion.segmentAt(row.t, placementOf(side, segment));
      const { specificForce, angularRate } = inertialSignals(stencil, mounts[segment]);
      expectVector(specificForce, row[segment].f, 1e-4);
      const [x, y, z] = angularRate;
      expectVector([x * DEG_PER_RAD, y * DEG_PER_RAD, z * DEG_PER_RAD], row[segment].w, 1e-3);
      // The field tells whether the attitude itself is right, which f and ω leave open.
      expectVector(applyTransposed(leg[segment].rotation, MAGNETIC_FIELD), row[segment].m, 1e-4);
    }
  });
});
