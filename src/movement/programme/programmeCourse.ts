import type { AssessmentId } from '../../model/assessment.ts';
import type { Side } from '../../model/placement.ts';
import type { SessionPain } from './sessionPain.ts';
import type { TrackDecision, TrackState } from './trackState.ts';

/** Whether the person is through with the programme. */
export interface Graduation {
  readonly done: boolean;
  /** What counts towards it, and what does not and why, session by session. */
  readonly reasons: readonly string[];
}

/** The headline of an assessment now against the first time. */
export interface Change {
  readonly assessment: AssessmentId;
  readonly side: Side;
  /** Now less then, in the headline's unit; less is better. */
  readonly change: number;
  readonly mdc95: number;
  /** `improved` and `worse` only beyond the least detectable change. */
  readonly verdict: 'improved' | 'worse' | 'noTelling';
  readonly sentence: string;
}

/** `hurt`: the knee or ankle was hurt lately; `sign`: giving way and the like; `pain`: pain alone. */
export type StopKind = 'hurt' | 'sign' | 'pain';

/** Where a person stands in the programme: a function of the recorded history alone. */
export interface ProgrammeState {
  readonly sessions: number;
  /** True where any session came from a simulator. */
  readonly simulated: boolean;
  /** Why nothing may be done now; null where it may. */
  readonly stopped: string | null;
  readonly stopKind: StopKind | null;
  readonly tracks: readonly TrackState[];
  readonly graduation: Graduation;
  /** Against the first time, beyond what is scatter. */
  readonly changes: readonly Change[];
}

/** What was decided of one track after a session. */
export interface TrackVerdict {
  readonly track: string;
  readonly name: string;
  readonly decision: TrackDecision;
  /** The step that was judged in the session; null of none. */
  readonly judged: string | null;
  /** The step to be done next; null where the track is done. */
  readonly next: string | null;
  readonly reasons: readonly string[];
}

/** One session, and what was decided after it: as it stood then, whatever came later. */
export interface SessionVerdict {
  readonly id: string;
  readonly startUs: number;
  readonly simulated: boolean;
  /** Notes alone, said since the last session for the one that comes. */
  readonly isAhead: boolean;
  readonly pain: SessionPain;
  /** What people said, note by note. */
  readonly said: readonly string[];
  readonly stopped: string | null;
  /** Of the tracks that something was decided of. */
  readonly tracks: readonly TrackVerdict[];
}

export interface ProgrammeCourse {
  readonly state: ProgrammeState;
  /** The oldest session first. */
  readonly course: readonly SessionVerdict[];
}
