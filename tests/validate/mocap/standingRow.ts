import { SIDES } from '../../../src/model/placement.ts';
import type { MocapTrial } from './mocapTrial.ts';
import { trueReps } from './repScore.ts';

/** How much more than in the straightest row the knees may be bent, degrees, the mean of both. */
const UPRIGHT_DEG = 8;

/**
 * The stillest of the upright rows: the pose that stands for quiet standing.
 * @param betweenReps looks only between the first and the last bend of the knees, where a person
 *   who repeats a movement stands as in its repetitions
 */
export function standingRow(trial: MocapTrial, betweenReps: boolean): number {
  const [right, left] = SIDES.map((side) => trial.legs[side].kneeFlexionDeg);
  const meanFlexion = Array.from(right, (flexion, row) => (flexion + left[row]) / 2);
  const limit = Math.min(...meanFlexion) + UPRIGHT_DEG;
  const bends = betweenReps ? trueReps(meanFlexion, [...meanFlexion.keys()]) : [];
  const first = bends.length < 2 ? 1 : bends[0].to;
  const end = bends.length < 2 ? trial.rows - 1 : bends[bends.length - 1].from;
  const centres = SIDES.flatMap((side) => {
    const { hipCentre, kneeCentre, ankleCentre } = trial.legs[side];
    return [...hipCentre, ...kneeCentre, ...ankleCentre];
  });
  let best = first;
  let least = Number.POSITIVE_INFINITY;
  for (let row = first; row < end; row++) {
    if (meanFlexion[row] > limit) continue;
    const speed = Math.hypot(...centres.map((column) => column[row + 1] - column[row - 1]));
    if (speed < least) {
      least = speed;
      best = row;
    }
  }
  return best;
}
