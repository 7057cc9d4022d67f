import type { FigureDescription } from './figures.ts';
import type { Trial } from './trials.ts';

/** Fewer trials with sound data than this leave a leg not assessed, percent. */
export const SOUND_PCT_MIN = 80;

/**
 * Whether a trial's data carry a figure. At a low rate what is slow is sound all the same; without a
 * figure it is asked of the slowest.
 */
export function isSound({ quality }: Trial, figure?: FigureDescription): boolean {
  return quality === 'ok' || (quality === 'lowRate' && !figure?.isFast);
}

export function soundCount(trials: readonly Trial[]): number {
  return trials.filter((trial) => isSound(trial)).length;
}
