import type { Rep } from '../../model/movement.ts';
import type { SetSummary } from '../../model/setSummary.ts';
import type { Trial } from '../../model/trial.ts';
import type { ResultCard } from './resultCard.ts';

/** What one trial of the live session came to. */
export interface TrialResult {
  /** It has ended. */
  readonly trial: Trial;
  readonly card: ResultCard;
  /** Of the reps that began in it, though they ended later. */
  readonly set: SetSummary;
  readonly reps: readonly Rep[];
}
