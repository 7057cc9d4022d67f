import { RAD_PER_DEG } from '../../geometry/angles.ts';

/**
 * What a segment that is tipped by (`alongDeg`, `acrossDeg`) from upright is misjudged by along
 * the first, degrees, one sigma, when the direction it is looked at from is known to `sdRad` only:
 * the root mean square over normally distributed turns of the pair. ∞ is any direction.
 */
export function misdirectionDeg(alongDeg: number, acrossDeg: number, sdRad: number): number {
  const once = Math.exp(-(sdRad ** 2) / 2);
  const twice = Math.exp(-2 * sdRad ** 2);
  const cosine = Math.max(0, 1.5 - 2 * once + 0.5 * twice);
  const sine = Math.max(0, 0.5 - 0.5 * twice);
  return Math.sqrt(alongDeg ** 2 * cosine + acrossDeg ** 2 * sine);
}

/**
 * By how many degrees per degree the three angles of a joint (docs/conventions.md) change when the
 * distal segment turns about `axis`, a unit vector in proximal axes.
 * @param firstDeg, floatingDeg angles about the proximal z and the floating axis
 */
export function jointSensitivity(
  firstDeg: number,
  floatingDeg: number,
  axis: readonly [number, number, number],
): readonly [number, number, number] {
  const first = firstDeg * RAD_PER_DEG;
  const floating = floatingDeg * RAD_PER_DEG;
  const along = Math.cos(first) * axis[0] + Math.sin(first) * axis[1];
  const square = -Math.sin(first) * axis[0] + Math.cos(first) * axis[1];
  const cosine = Math.cos(floating);
  return [axis[2] - square * Math.tan(floating), along, square / cosine];
}
