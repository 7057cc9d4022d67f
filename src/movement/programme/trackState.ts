import type { AssessmentId } from '../../model/assessment.ts';
import type { Side } from '../../model/placement.ts';
import type { GateResult } from './gateResult.ts';

export type TrackDecision =
  /** Its entry rule is not met. */
  | 'closed'
  /** The step is new: reached, and nothing done of it yet. */
  | 'start'
  | 'advance'
  /** The step may be left out from next week. */
  | 'skip'
  | 'hold'
  | 'regress'
  | 'stop'
  | 'done';

/** How much of a step to do. */
export interface Dose {
  /** Fewest and most; null where the step is held, not repeated. */
  readonly reps: readonly [number, number] | null;
  /** Of each hold, s; null where nothing is held. */
  readonly holdS: readonly [number, number] | null;
  readonly halved: boolean;
  readonly words: string;
}

/** Where one track stands after the last session. */
export interface TrackState {
  readonly id: string;
  readonly name: string;
  readonly decision: TrackDecision;
  /** The step to be done next; null where the track is closed or done. */
  readonly step: { readonly id: string; readonly name: string } | null;
  /** What measures it. */
  readonly assessment: AssessmentId | null;
  readonly dose: Dose | null;
  /** The leg that is trained; null for both. */
  readonly side: Side | null;
  /** Why, in plain words. */
  readonly reasons: readonly string[];
  /** Of the latest session in which a step of it was judged. */
  readonly judged: { readonly step: string; readonly gates: readonly GateResult[] } | null;
  /** Sessions of the step that met every gate in turn, and how many are wanted. */
  readonly passed: { readonly sessions: number; readonly wanted: number } | null;
  /** The step after this one, which may be done from then on; null without a skip. */
  readonly skip: { readonly step: string; readonly fromUs: number } | null;
}
