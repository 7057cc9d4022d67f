import type { ProgrammeNote } from '../model/programmeNote.ts';
import type { TimedNote } from '../movement/programme/history.ts';
import type { SessionPlan } from './sessionPlan.ts';

/** What was said of the programme in the session in force, over all parts of its recording. */
export class SessionNotes {
  #plan: SessionPlan | null = null;
  #notes: readonly TimedNote[] = [];

  note(plan: SessionPlan, timeUs: number, note: ProgrammeNote): void {
    this.#notes = [...this.in(plan), { timeUs, note }];
    this.#plan = plan;
  }

  /** In order; nothing of a session of another plan. */
  in(plan: SessionPlan): readonly TimedNote[] {
    return plan === this.#plan ? this.#notes : [];
  }
}
