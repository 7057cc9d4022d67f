import type { CueThresholds } from '../../model/thresholds.ts';

/** A set under a faded schedule. */
export interface FadedSet {
  /** Counted reps with feedback; of a set in which none was drawn, all its counted reps. */
  readonly reps: number;
  /** Those of them whose band was `in line` or `slightly in`. */
  readonly good: number;
}

/**
 * The step of a faded schedule for the next set ([movement] §3.3): one on when both of the last two
 * sets were good enough, one back when both were not, else the same.
 * @param sets since the schedule is at this step, the newest last
 */
export function fadeStepAfter(
  step: number,
  sets: readonly FadedSet[],
  { fade, fadeAdvancePct, fadeBackPct }: CueThresholds,
): number {
  const lastTwo = sets.filter(({ reps }) => reps > 0).slice(-2);
  if (lastTwo.length < 2) return step;
  const shares = lastTwo.map(({ reps, good }) => (100 * good) / reps);
  if (shares.every((share) => share >= fadeAdvancePct)) return Math.min(step + 1, fade.length - 1);
  return shares.every((share) => share < fadeBackPct) ? Math.max(step - 1, 0) : step;
}
