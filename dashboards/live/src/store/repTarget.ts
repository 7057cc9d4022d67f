import type { RepTargetChoice } from './livePreferences.ts';

/** What an assessment asks for; of each side where `perSide`. */
export interface AskedReps {
  readonly trials: number;
  readonly reps: number;
  readonly perSide: boolean;
}

/**
 * How many are aimed at in a set, of both sides together; null where nothing is. Of what is one a trial,
 * as a jump, all trials are the set.
 */
export function repTarget(choice: RepTargetChoice, asked: AskedReps | null): number | null {
  if (choice === 'none') return null;
  if (choice !== 'assessment') return Number(choice);
  return asked === null ? null : asked.trials * asked.reps * (asked.perSide ? 2 : 1);
}
