import { STANDARD_GRAVITY } from '../geometry/angles.ts';
import { applyTransposed, type Mat3 } from '../geometry/rotation.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { SegmentPose } from './bodyPose.ts';

/** Where a sensor sits on its segment. */
export interface SensorMount {
  /** From the segment's origin to the sensor, metres, segment axes. */
  readonly positionM: Vec3;
  /** Sensor axes to segment axes. */
  readonly rotation: Mat3;
}

/** What an ideal sensor feels, in its own axes. */
export interface InertialSignals {
  /** Acceleration less gravity, m/s²: at rest one g upward. */
  readonly specificForce: Vec3;
  /** rad/s. */
  readonly angularRate: Vec3;
}

/** Five instants of a segment, `STENCIL_STEP_S` apart, the wanted one in the middle. */
export type SegmentStencil = readonly [
  SegmentPose,
  SegmentPose,
  SegmentPose,
  SegmentPose,
  SegmentPose,
];

/**
 * Short enough that the jerk of a quintic's ends does not smear into the acceleration, long
 * enough that rounding stays below 1e-6 m/s².
 */
export const STENCIL_STEP_S = 2e-4;

/** Exact signals of a moving segment by five-point central differences. */
export function inertialSignals(stencil: SegmentStencil, mount: SensorMount): InertialSignals {
  const [p0, p1, p2, p3, p4] = stencil;
  const a = positionOf(p0, mount.positionM);
  const b = positionOf(p1, mount.positionM);
  const c = positionOf(p2, mount.positionM);
  const d = positionOf(p3, mount.positionM);
  const e = positionOf(p4, mount.positionM);
  // Differences to the middle first: a segment at rest then has no acceleration at all.
  const acceleration = (i: 0 | 1 | 2) =>
    (16 * (b[i] - c[i] + (d[i] - c[i])) - (a[i] - c[i] + (e[i] - c[i]))) /
    (12 * STENCIL_STEP_S ** 2);
  const force = applyTransposed(p2.rotation, [
    acceleration(0),
    acceleration(1) + STANDARD_GRAVITY,
    acceleration(2),
  ]);
  return {
    specificForce: applyTransposed(mount.rotation, force),
    angularRate: applyTransposed(mount.rotation, segmentRate(stencil)),
  };
}

/** Angular rate in segment axes: the vector of Rᵀ Ṙ. */
function segmentRate([p0, p1, p2, p3, p4]: SegmentStencil): Vec3 {
  const r = p2.rotation;
  const rate = (row: number, column: number) => {
    const k = 3 * row + column;
    const difference = 8 * (p3.rotation[k] - p1.rotation[k]) - (p4.rotation[k] - p0.rotation[k]);
    return difference / (12 * STENCIL_STEP_S);
  };
  const element = (row: number, column: number) =>
    r[row] * rate(0, column) + r[3 + row] * rate(1, column) + r[6 + row] * rate(2, column);
  return [
    (element(2, 1) - element(1, 2)) / 2,
    (element(0, 2) - element(2, 0)) / 2,
    (element(1, 0) - element(0, 1)) / 2,
  ];
}

/** Where a point at `r` in segment axes is, metres in the world. */
export function positionOf(pose: SegmentPose, r: Vec3): Vec3 {
  const { rotation: m, origin: o } = pose;
  return [
    o[0] + m[0] * r[0] + m[1] * r[1] + m[2] * r[2],
    o[1] + m[3] * r[0] + m[4] * r[1] + m[5] * r[2],
    o[2] + m[6] * r[0] + m[7] * r[1] + m[8] * r[2],
  ];
}
