import type { ProgrammeNote } from '../../model/programmeNote.ts';
import type { TimedNote } from '../../movement/programme/history.ts';

/** A note said outside a session, in its two halves: `{}` where there is nothing of one. */
export interface SplitNote {
  /** Of the session before it. */
  readonly before: ProgrammeNote;
  /** Of the session that comes. */
  readonly ahead: ProgrammeNote;
}

/**
 * What of a note is about the session that was, and what about the one that comes. Signs go with the
 * pain they were told with; by themselves they are about the session that was.
 */
export function splitNote({ signs, ...note }: ProgrammeNote): SplitNote {
  const { painBefore, recentInjury, lastTime, override, step: _, ...before } = note;
  const ahead: ProgrammeNote = {
    ...(painBefore !== undefined && { painBefore }),
    ...(recentInjury !== undefined && { recentInjury }),
    ...(lastTime !== undefined && { lastTime }),
    ...(override !== undefined && { override }),
  };
  const own = signs === undefined ? {} : { signs };
  const isAhead = painBefore !== undefined || lastTime !== undefined;
  return isAhead
    ? { before, ahead: { ...own, ...ahead } }
    : { before: { ...before, ...own }, ahead };
}

export function saysAnything(note: ProgrammeNote): boolean {
  return Object.keys(note).length > 0;
}

/**
 * Notes with an instant that is not before the end of the recording they were said of, and each behind
 * the one before: what stands beside it was said after it and in this order, whatever the clock of the
 * day was.
 * @param notes in the order they were said
 */
export function saidAfter(endUs: number, notes: readonly TimedNote[]): TimedNote[] {
  let lastUs = endUs - 1;
  return notes.map(({ timeUs, note }) => {
    lastUs = Math.max(timeUs, lastUs + 1);
    return { timeUs: lastUs, note };
  });
}
