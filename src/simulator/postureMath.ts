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

/**
 * From one posture (`share` 0) to another (1), every angle in proportion.
 * @throws TypeError for postures that are driven differently: their angles are not the same ones
 */
export function postureBetween(
  from: ProjectedPosture,
  to: ProjectedPosture,
  share: number,
): ProjectedPosture;
export function postureBetween(from: LegPosture, to: LegPosture, share: number): LegPosture;
export function postureBetween(from: LegPosture, to: LegPosture, share: number): LegPosture {
  const mix = (a: number, b: number) => a + share * (b - a);
  const shank = {
    shankTiltDeg: mix(from.shankTiltDeg, to.shankTiltDeg),
    shankLeanDeg: mix(from.shankLeanDeg, to.shankLeanDeg),
    shankAxialDeg: mix(from.shankAxialDeg, to.shankAxialDeg),
  };
  if (from.drive === 'projection' && to.drive === 'projection') {
    return {
      drive: 'projection',
      ...shank,
      thighTiltDeg: mix(from.thighTiltDeg, to.thighTiltDeg),
      thighLeanDeg: mix(from.thighLeanDeg, to.thighLeanDeg),
      thighAxialDeg: mix(from.thighAxialDeg, to.thighAxialDeg),
    };
  }
  if (from.drive === 'joint' && to.drive === 'joint') {
    return {
      drive: 'joint',
      ...shank,
      knee: {
        kneeFlexionDeg: mix(from.knee.kneeFlexionDeg, to.knee.kneeFlexionDeg),
        kneeValgusDeg: mix(from.knee.kneeValgusDeg, to.knee.kneeValgusDeg),
        kneeInternalRotationDeg: mix(
          from.knee.kneeInternalRotationDeg,
          to.knee.kneeInternalRotationDeg,
        ),
      },
    };
  }
  throw new TypeError(`no posture lies between a ${from.drive} and a ${to.drive} posture`);
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
