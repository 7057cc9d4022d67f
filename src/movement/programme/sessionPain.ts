import type { StopSign } from '../../model/programmeNote.ts';

/** What a session's notes say of pain. */
export interface SessionPain {
  /** The largest of the day after the last session, before, during and after; null where none was told. */
  readonly worst: number | null;
  /** Whether it was told during or after, not before alone. */
  readonly told: boolean;
  readonly before: number | null;
  readonly signs: readonly StopSign[];
  readonly rising: boolean;
  readonly level: 'go' | 'hold' | 'stop' | 'unknown';
  /** Why to hold or to stop; empty otherwise. */
  readonly reasons: readonly string[];
}
