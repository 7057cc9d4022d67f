import type { DetectedRep } from '../reps/detectedRep.ts';
import { largest, type Range, rangeOf, spanAbove, type Times } from './windows.ts';

/** Samples this near to the peak belong to the bottom. */
const DWELL_DEG = 3;
const BOTTOM_DEG = 2;

/** When a rep went down, held and went up again. */
export interface RepShape {
  readonly bottomUs: number;
  readonly eccentricS: number;
  readonly holdS: number;
  readonly concentricS: number;
  /** Indices of the frames of the rep, of its way down and of its way up. */
  readonly whole: Range;
  readonly down: Range;
  readonly up: Range;
}

/**
 * The bottom is the middle of the time within 2° of the largest flexion, the hold the time within 3°
 * of it. Where the way up comes first, the hold is the time within 3° of straightest, and the bottom is
 * the start.
 * @param flexion judged, without noise, of the frames at `times`
 */
export function repShapeOf(
  { startUs, endUs, order }: DetectedRep,
  times: Times,
  flexion: Float64Array,
): RepShape {
  const whole = rangeOf(times, startUs, endUs);
  const inside = flexion.subarray(whole.first, whole.end);
  const judged = order === 'downFirst' ? inside : inside.map((value) => -value);
  const peak = largest(judged)?.value ?? Number.NaN;
  const near = spanAbove(judged, peak - BOTTOM_DEG);
  const dwell = spanAbove(judged, peak - DWELL_DEG);
  const at = (index: number): number => times[whole.first + index];
  const middleUs = Math.round((at(near.first) + at(near.last)) / 2);
  const firstS = (at(dwell.first) - startUs) / 1e6;
  const lastS = (endUs - at(dwell.last)) / 1e6;
  const first = { first: whole.first, end: whole.first + dwell.first + 1 };
  const last = { first: whole.first + dwell.last, end: whole.end };
  const isDown = order === 'downFirst';
  return {
    bottomUs: isDown ? middleUs : startUs,
    eccentricS: isDown ? firstS : lastS,
    holdS: (at(dwell.last) - at(dwell.first)) / 1e6,
    concentricS: isDown ? lastS : firstS,
    whole,
    down: isDown ? first : last,
    up: isDown ? last : first,
  };
}
