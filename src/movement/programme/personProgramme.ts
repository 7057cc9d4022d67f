import type { ProgrammeCourse } from './programmeState.ts';
import type { ToldProgramme } from './toldProgramme.ts';

/** What is said of a decision that a person took: who, when and of which recording it stands. */
export interface SaidDecision {
  readonly atUs: number;
  readonly by: string;
  /** `SLB2` or to go on. */
  readonly words: string;
  readonly reason: string;
}

/**
 * `GET /api/v1/programme/:subject`. It stands here and not among the answers of the stream because all in
 * it is of these rules.
 */
export interface PersonProgramme extends ProgrammeCourse {
  readonly subject: string;
  readonly programme: ToldProgramme;
  /** Recording of each session that the library shows, by the session's id. */
  readonly recordings: Readonly<Record<string, string>>;
  /** What the coach decided outside of sessions, the newest first. */
  readonly decisions: readonly SaidDecision[];
  /** Where notes go; null where there is no closed recording of the person. */
  readonly notesGoTo: string | null;
  /** Recordings that could not be used, one sentence each. */
  readonly leftOut: readonly string[];
}
