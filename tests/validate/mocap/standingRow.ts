import { SIDES } from '../../../src/model/placement.ts';
import type { MocapTrial } from './mocapTrial.ts';

/** How much more than in the straightest row the knees may be bent, degrees, the mean of both. */
const UPRIGHT_DEG = 8;

/** The stillest of the upright rows: the pose that stands for quiet standing. */
export function standingRow(trial: MocapTrial): number {
  const flexions = SIDES.map((side) => trial.legs[side].kneeFlexionDeg);
  const meanFlexion = flexions[0].map((flexion, row) => (flexion + flexions[1][row]) / 2);
  const limit = Math.min(...meanFlexion) + UPRIGHT_DEG;
  const centres = SIDES.flatMap((side) => {
    const { hipCentre, kneeCentre, ankleCentre } = trial.legs[side];
    return [...hipCentre, ...kneeCentre, ...ankleCentre];
  });
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 1; row < trial.rows - 1; row++) {
    if (meanFlexion[row] > limit) continue;
    const speed = Math.hypot(...centres.map((column) => column[row + 1] - column[row - 1]));
    if (speed < least) {
      least = speed;
      best = row;
    }
  }
  return best;
}
