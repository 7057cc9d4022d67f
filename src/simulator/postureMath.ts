import { kneeAngles } from '../body/jointAngles.ts';
import type { Side } from '../model/placement.ts';
import { type LegPosture, legRotations, type ProjectedPosture } from './legPosture.ts';

/** Share of a projection angle that the shank shows; the thigh shows the rest. */
export const SHANK_SHARE_OF_FPPA = 0.25;

/** Knee flexion of a posed leg in the joint coordinate system, degrees. */
export function kneeFlexionOf(posture: LegPosture, side: Side): number {
  if (posture.drive === 'joint') return posture.knee.kneeFlexionDeg;
  const { thigh, shank } = legRotations(posture, 0, side);
  return kneeAngles(thigh, shank, side).kneeFlexionDeg;
}

/** From one posture (`share` 0) to another (1), every angle in proportion. */
export function postureBetween(
  from: ProjectedPosture,
  to: ProjectedPosture,
  share: number,
): ProjectedPosture;
export function postureBetween(from: LegPosture, to: LegPosture, share: number): LegPosture;
export function postureBetween(from: LegPosture, to: LegPosture, share: number): LegPosture {
  return postureSum(from, 1 - share, to, share);
}

/**
 * Every angle of `a` times its weight and that of `b` times its own.
 * @throws TypeError for postures that are driven differently: their angles are not the same ones
 */
export function postureSum(
  a: LegPosture,
  weightA: number,
  b: LegPosture,
  weightB: number,
): LegPosture {
  const mix = (x: number, y: number) => weightA * x + weightB * y;
  const shank = {
    shankTiltDeg: mix(a.shankTiltDeg, b.shankTiltDeg),
    shankLeanDeg: mix(a.shankLeanDeg, b.shankLeanDeg),
    shankAxialDeg: mix(a.shankAxialDeg, b.shankAxialDeg),
  };
  if (a.drive === 'projection' && b.drive === 'projection') {
    return {
      drive: 'projection',
      ...shank,
      thighTiltDeg: mix(a.thighTiltDeg, b.thighTiltDeg),
      thighLeanDeg: mix(a.thighLeanDeg, b.thighLeanDeg),
      thighAxialDeg: mix(a.thighAxialDeg, b.thighAxialDeg),
    };
  }
  if (a.drive === 'joint' && b.drive === 'joint') {
    const { knee } = a;
    return {
      drive: 'joint',
      ...shank,
      knee: {
        kneeFlexionDeg: mix(knee.kneeFlexionDeg, b.knee.kneeFlexionDeg),
        kneeValgusDeg: mix(knee.kneeValgusDeg, b.knee.kneeValgusDeg),
        kneeInternalRotationDeg: mix(knee.kneeInternalRotationDeg, b.knee.kneeInternalRotationDeg),
      },
    };
  }
  throw new TypeError(`a ${a.drive} and a ${b.drive} posture have no angles in common`);
}

/** The knee further in by `deg`: of the projection as a squat shows it, or of the joint. */
export function kneeFurtherIn(posture: LegPosture, deg: number): LegPosture {
  if (deg === 0) return posture;
  if (posture.drive === 'joint') {
    const { knee } = posture;
    return { ...posture, knee: { ...knee, kneeValgusDeg: knee.kneeValgusDeg + deg } };
  }
  return {
    ...posture,
    shankLeanDeg: posture.shankLeanDeg + SHANK_SHARE_OF_FPPA * deg,
    thighLeanDeg: posture.thighLeanDeg + (1 - SHANK_SHARE_OF_FPPA) * deg,
  };
}
