import type { PipelineEvent } from '../../model/events.ts';
import type { Cue } from '../../model/movement.ts';
import type { SuppressionReason } from './suppressionReason.ts';

/** A cue that was due and did not sound. */
export interface SuppressedCue {
  readonly side: Cue['side'];
  readonly reason: SuppressionReason;
  /** What would have fired it, and the threshold, in the headline's unit. */
  readonly value: number;
  readonly threshold: number;
}

export type CueDecision =
  | { readonly kind: 'on' | 'off'; readonly cue: Cue }
  | ({ readonly kind: 'suppressed' } & SuppressedCue);

/** Most frames decide nothing: they share one list of it. */
export const NO_DECISIONS: readonly CueDecision[] = [];

/** When something was decided: at which instant of the grid, and when that was known. */
export interface DecisionTime {
  readonly timeUs: number;
  /** Arrival of the packet that completed the frame. */
  readonly decidedUs: number;
}

export function cueEvent(
  decision: CueDecision,
  { timeUs, decidedUs }: DecisionTime,
): PipelineEvent {
  switch (decision.kind) {
    case 'on':
      return { type: 'cueOn', timeUs, decidedUs, cue: decision.cue };
    case 'off':
      return { type: 'cueOff', timeUs, cue: decision.cue };
    case 'suppressed': {
      const { side, reason, value, threshold } = decision;
      return { type: 'cueSuppressed', timeUs, side, reason, decidedUs, value, threshold };
    }
  }
}
