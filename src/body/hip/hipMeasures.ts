import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { applyTransposed, type Mat3, multiply } from '../../geometry/rotation.ts';
import { Y_AXIS } from '../../geometry/vector.ts';
import type { LegMeasures } from '../../model/bodyFrame.ts';
import { type Side, sideSign } from '../../model/placement.ts';
import { jointSensitivity, misdirectionDeg } from '../attached/misdirection.ts';
import { hipAngles } from '../jointAngles.ts';

/** Inclination of two segments by the orientation filter, degrees. */
const PAIR_SD_DEG = 0.5 * Math.SQRT2;

export interface HipSources {
  /** Of the pelvis' heading against the thigh, the flexion axis of the leg in it. */
  readonly headingSdDeg: number;
  /** Of forward within the pelvis' sensor; ∞ where nothing told it. */
  readonly directionSdRad: number;
}

/**
 * Angles of the thigh on the pelvis with their standard deviations; standing reads zero in all.
 * @param pelvis, thigh segment to the subject's world
 * @param toLeg turn of the pelvis' frame that lays its forward direction into the leg's
 */
export function writeHipMeasures(
  measures: LegMeasures,
  pelvis: Mat3,
  toLeg: Mat3,
  thigh: Mat3,
  side: Side,
  { headingSdDeg, directionSdRad }: HipSources,
): void {
  const turned = multiply(pelvis, toLeg);
  const hip = hipAngles(turned, thigh, side);
  measures.hipFlexionDeg = hip.hipFlexionDeg;
  measures.hipAdductionDeg = hip.hipAdductionDeg;
  measures.hipInternalRotationDeg = hip.hipInternalRotationDeg;
  const vertical = applyTransposed(turned, Y_AXIS);
  const [flexion, adduction, rotation] = jointSensitivity(
    hip.hipFlexionDeg,
    sideSign(side) * hip.hipAdductionDeg,
    vertical,
  );
  // Tip of the pelvis to the front and to the side, as its vertical tells.
  const pitchDeg = Math.atan2(vertical[0], vertical[1]) * DEG_PER_RAD;
  const listDeg = Math.atan2(vertical[2], vertical[1]) * DEG_PER_RAD;
  const inFlexionDeg = misdirectionDeg(pitchDeg, listDeg, directionSdRad);
  const acrossDeg = misdirectionDeg(listDeg, pitchDeg, directionSdRad);
  measures.hipFlexionSdDeg = Math.hypot(PAIR_SD_DEG, headingSdDeg * flexion, inFlexionDeg);
  measures.hipAdductionSdDeg = Math.hypot(PAIR_SD_DEG, headingSdDeg * adduction, acrossDeg);
  measures.hipInternalRotationSdDeg = Math.hypot(PAIR_SD_DEG, headingSdDeg * rotation, acrossDeg);
}
