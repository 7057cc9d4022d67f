import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { column, type Mat3 } from '../../geometry/rotation.ts';
import type { LegMeasures } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';
import { jointSensitivity, misdirectionDeg } from '../attached/misdirection.ts';
import { footRollDeg } from '../frontalMeasures.ts';
import { ankleAngles } from '../jointAngles.ts';

/** Inclination of one segment by the orientation filter, degrees. */
export const INCLINATION_SD_DEG = 0.5;

export interface AnkleSources {
  /** Of the leg's flexion axis, which is the shank's too. */
  readonly axisSdDeg: number;
  /** Of the foot's heading against the leg. */
  readonly headingSdRad: number;
  /** Of the toe line within the foot's sensor; ∞ where nothing told it. */
  readonly directionSdRad: number;
}

/**
 * Angles of the foot on the shank and of the foot against the floor, with their standard
 * deviations. Whatever a flat foot's heading is, the shank above it leans as it does: only a
 * foot that is tipped makes dorsiflexion and eversion ask for heading and toe line.
 * @param shank, foot segment to the subject's world
 */
export function writeAnkleMeasures(
  measures: LegMeasures,
  shank: Mat3,
  foot: Mat3,
  side: Side,
  sources: AnkleSources,
): void {
  const toes = column(foot, 0);
  const { ankleDorsiflexionDeg, ankleEversionDeg } = ankleAngles(shank, foot, side);
  const rollDeg = footRollDeg(column(foot, 1), Math.atan2(-toes[2], toes[0]), side);
  const pitchDeg = Math.asin(Math.max(-1, Math.min(1, toes[1]))) * DEG_PER_RAD;
  measures.ankleDorsiflexionDeg = ankleDorsiflexionDeg;
  measures.ankleEversionDeg = ankleEversionDeg;
  measures.footRollDeg = rollDeg;
  const { axisSdDeg, directionSdRad } = sources;
  const turnedSdRad = Math.hypot(directionSdRad, sources.headingSdRad);
  const pair = INCLINATION_SD_DEG * Math.SQRT2;
  // An axis that is off turns the shank's frame about its own length.
  const [first, floating] = jointSensitivity(ankleDorsiflexionDeg, ankleEversionDeg, [0, 1, 0]);
  measures.ankleDorsiflexionSdDeg = Math.hypot(
    pair,
    axisSdDeg * first,
    misdirectionDeg(pitchDeg, rollDeg, turnedSdRad),
  );
  measures.ankleEversionSdDeg = Math.hypot(
    pair,
    axisSdDeg * floating,
    misdirectionDeg(rollDeg, pitchDeg, turnedSdRad),
  );
  measures.footRollSdDeg = Math.hypot(
    INCLINATION_SD_DEG,
    misdirectionDeg(rollDeg, pitchDeg, directionSdRad),
  );
}
