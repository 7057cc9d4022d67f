const FIRST_MS = 250;
/** Longest wait that is not asked for by the server. */
export const LONGEST_MS = 30_000;

/**
 * How long to wait after the nth failure in a row (1 for the first), milliseconds: doubled each
 * time, half of it random, so that many hubs do not return to a restarted server together.
 * `random`: uniform in [0, 1).
 */
export function backoffMs(failures: number, random: () => number): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return fullMs * (0.5 + 0.5 * random());
}
