import type { AssessmentId } from '../../model/assessment.ts';
import type { Hold } from '../../model/hold.ts';
import type { Headline, Rep } from '../../model/movement.ts';
import type { ProgrammeNote } from '../../model/programmeNote.ts';
import type { Task } from '../../model/task.ts';

export interface TimedNote {
  readonly timeUs: number;
  readonly note: ProgrammeNote;
}

/** What was done between two counts from one: reps, or holds. */
export interface WorkSet {
  readonly reps: readonly Rep[];
  readonly holds: readonly Hold[];
}

/** What was done of one step, or of one assessment. */
export interface SessionPart {
  /** When its first set began. */
  readonly startUs: number;
  /** Step of the programme; null of free practice and assessments. */
  readonly step: string | null;
  readonly assessment: AssessmentId | null;
  readonly task: Task;
  readonly headline: Headline;
  /** True where no cue could come. */
  readonly feedbackOff: boolean;
  readonly sets: readonly WorkSet[];
}

/** One session as recorded; recordings of a few hours belong to one. */
export interface ProgrammeSession {
  readonly id: string;
  readonly startUs: number;
  readonly simulated: boolean;
  readonly parts: readonly SessionPart[];
  /** In the order they were said. */
  readonly notes: readonly TimedNote[];
  /** Not done yet: what was said for it since the last one. Only the last can be one. */
  readonly isAhead?: boolean;
}

/** All sessions of one person, the oldest first. */
export type ProgrammeHistory = readonly ProgrammeSession[];
