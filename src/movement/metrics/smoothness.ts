import type { Range } from './windows.ts';

/** Fewer frames than this tell no third derivative. */
const LEAST_FRAMES = 10;

/**
 * Log dimensionless jerk of the way down and of the way up, the mean of both (Balasubramanian et al.
 * 2015): −ln(T³ / peak rate² · ∫ (d³F/dt³)² dt). −5.3 is the smoothest there can be, a minimum-jerk
 * movement; the more it jerks the lower. The hold is left out, for standing still is not unsmooth.
 * @param flexion without noise: its third derivative is taken
 * @returns null where a way is too short or has a gap
 */
export function smoothnessOf(
  flexion: Float64Array,
  down: Range,
  up: Range,
  rateHz: number,
): number | null {
  const ways = [down, up].map(({ first, end }) =>
    logDimensionlessJerk(flexion.subarray(first, end), rateHz),
  );
  const mean = (ways[0] + ways[1]) / 2;
  return Number.isFinite(mean) ? mean : null;
}

function logDimensionlessJerk(angle: Float64Array, rateHz: number): number {
  if (angle.length < LEAST_FRAMES) return Number.NaN;
  let peakRate = 0;
  let squares = 0;
  for (let i = 2; i < angle.length - 1; i++) {
    const rate = (angle[i + 1] - angle[i - 1]) * (rateHz / 2);
    peakRate = Math.max(peakRate, Math.abs(rate));
    const third = angle[i + 1] - 3 * angle[i] + 3 * angle[i - 1] - angle[i - 2];
    squares += (third * rateHz ** 3) ** 2;
  }
  const lastsS = (angle.length - 1) / rateHz;
  return -Math.log((lastsS ** 3 / peakRate ** 2) * (squares / rateHz));
}
