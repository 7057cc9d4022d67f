import type { ControlInput } from './events.ts';

/** A stretch of a session that Record began and ended. Hub time, microseconds. */
export interface Trial {
  /** In its recording, counted from 1. */
  readonly number: number;
  /** Empty where nobody gave one. */
  readonly name: string;
  readonly startUs: number;
  /** null while it goes on, and where the recording ended in it. */
  readonly endUs: number | null;
}

/**
 * The newest trial after an input. A start in an open trial begins the next one, and an end without
 * one changes nothing, for a recording may be cut anywhere.
 */
export function trialAfter(newest: Trial | null, input: ControlInput): Trial | null {
  switch (input.type) {
    case 'trialStart':
      return {
        number: (newest?.number ?? 0) + 1,
        name: input.name,
        startUs: input.timeUs,
        endUs: null,
      };
    case 'trialEnd':
      return newest?.endUs === null ? { ...newest, endUs: input.timeUs } : newest;
    default:
      return newest;
  }
}
