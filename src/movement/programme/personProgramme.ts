import type { AssessmentId } from '../../model/assessment.ts';
import type { ProgrammeCourse, StopKind } from './programmeCourse.ts';
import type { Dose, TrackDecision } from './trackState.ts';

export interface ToldStep {
  readonly id: string;
  readonly name: string;
  readonly assessment: AssessmentId | null;
  readonly dose: Dose;
  /** What a session has to meet, one condition each. */
  readonly wanted: readonly string[];
}

export interface ToldTrack {
  readonly id: string;
  readonly name: string;
  /** What opens it; null where it is open from the start. */
  readonly opens: string | null;
  readonly steps: readonly ToldStep[];
}

/** The programme in plain words, one sentence or condition each, without a full stop. */
export interface ToldProgramme {
  readonly frequency: string;
  readonly tracks: readonly ToldTrack[];
  readonly decisions: Readonly<Record<TrackDecision, string>>;
  /** Any of these stops everything. */
  readonly stops: readonly string[];
  /** What is to be done then. */
  readonly stopWords: string;
  /** What lets it go on after that. */
  readonly goesOn: Readonly<Record<StopKind, string>>;
  /** What keeps a step back without stopping it. */
  readonly holds: readonly string[];
  /** What ends the programme. */
  readonly ends: string;
}

/** What is said of a decision that a person took: who and when. */
export interface SaidDecision {
  readonly atUs: number;
  readonly by: string;
  /** With its reason. */
  readonly words: string;
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
  /** Where notes go; null where the hub has no closed recording of its own of the person. */
  readonly notesGoTo: string | null;
  /** Recordings that could not be used, one sentence each. */
  readonly leftOut: readonly string[];
}
