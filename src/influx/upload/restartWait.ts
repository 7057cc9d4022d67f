const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
/** A run that went on for so long was well: what broke it off is not what broke off the one before. */
const WELL_AFTER_MS = 60_000;

/**
 * How long to wait before a run that broke off is begun again, ms: doubled each time, from the first
 * again behind one that went on for a minute.
 * @param lastMs the wait before that run; 0 before the first
 * @param ranMs for how long it went on
 */
export function restartWaitMs(lastMs: number, ranMs: number): number {
  if (lastMs === 0 || ranMs >= WELL_AFTER_MS) return FIRST_MS;
  return Math.min(2 * lastMs, LONGEST_MS);
}
