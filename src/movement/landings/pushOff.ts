import type { SmoothSeries } from '../smoothSeries.ts';

/** The stretching of the knees into a jump. */
export interface PushOff {
  readonly deepestUs: number;
  readonly takeOffUs: number;
}

/** How long before take-off the bend may have been deepest, µs. */
const WITHIN_US = 1_000_000;

/**
 * Whether a flight began as a jump: the knees, on the mean of the legs, stretched by at least
 * `extensionDeg` up to take-off. People who hop off a box stretch too, by 16–32° on the
 * recordings at hand, and leave it with bent knees; who jumps stretches by 50° and more.
 * @returns null where they did not, or flexion is not known
 */
export function pushOffOf(
  flexion: readonly SmoothSeries[],
  takeOffUs: number,
  extensionDeg: number,
): PushOff | null {
  let stretched = 0;
  let deepestUs = takeOffUs;
  for (const leg of flexion) {
    const atTakeOff = leg.at(takeOffUs);
    const deepest = leg.max(takeOffUs - WITHIN_US, takeOffUs);
    if (atTakeOff === null || deepest === null) return null;
    stretched += (deepest - atTakeOff) / flexion.length;
    deepestUs = Math.min(
      deepestUs,
      leg.peakUs(takeOffUs - WITHIN_US, takeOffUs, Number.POSITIVE_INFINITY) ?? takeOffUs,
    );
  }
  return stretched >= extensionDeg ? { deepestUs, takeOffUs } : null;
}
