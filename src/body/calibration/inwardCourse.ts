import { RAD_PER_DEG } from '../../geometry/angles.ts';

/** Half of what a shank turns in over a bend, for its sensor sees the axis of all of it: 10° over 90°. */
const SHANK_TURN_SHARE = 0.1 / 2;
/** What skin over the bone, and knees that couple otherwise than most, make of that. */
const UNREMARKABLE_RAD = 3.5 * RAD_PER_DEG;
/** By how much further than they turn about themselves the plane of the leg turns in. */
const PLANE_PER_TURN = 2;

/**
 * How far the plane in which a leg's long axes swept is turned in against that of standing, rad, +
 * inward. A knee bends about its own axis: where it goes inward all the same, thigh and shank turn in
 * about themselves. What turns no further than skin does is believed to have kept over the toes.
 * @param thighTurnRad, shankTurnRad from the axis the sensor itself turned about to that of the sweep,
 *   + inward
 * @param flexionRad how far the knee was bent
 */
export function inwardCourseRad(
  thighTurnRad: number,
  shankTurnRad: number,
  flexionRad: number,
): number {
  const turnRad = (thighTurnRad + shankTurnRad - SHANK_TURN_SHARE * flexionRad) / 2;
  const remarkable = Math.max(0, Math.abs(turnRad) - UNREMARKABLE_RAD);
  return PLANE_PER_TURN * Math.sign(turnRad) * remarkable;
}
