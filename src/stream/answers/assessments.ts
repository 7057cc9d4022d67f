import type { AssessmentId } from '../../model/assessment.ts';
import type { Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';

/** `GET /api/v1/assessments`. */
export interface AssessmentsAnswer {
  readonly assessments: readonly AssessmentAnswer[];
}

/** One movement to be done in one way, with what is shown of it. */
export interface AssessmentAnswer {
  readonly id: AssessmentId;
  readonly name: string;
  readonly task: Task;
  /** For the person, one step each. */
  readonly instructions: readonly string[];
  /** What to prepare, one sentence each. */
  readonly setUp: readonly string[];
  /** Ways to wear the sensors, the fullest first. */
  readonly wear: readonly {
    readonly segments: readonly ('thigh' | 'shank' | 'foot')[];
    readonly legs: 'one' | 'both';
    /** What is had of it, to follow the words "gives you". */
    readonly gives: string;
  }[];
  /** Least rate of every sensor, Hz. */
  readonly rateHz: number;
  readonly trials: number;
  /** In each trial; of each side where `perSide`. */
  readonly reps: number;
  readonly perSide: boolean;
  /** Names of the figures that are shown. */
  readonly shown: {
    readonly movement: readonly string[];
    readonly knee: readonly string[];
    readonly ankle: readonly string[];
  };
  /** What somebody who watches is asked. */
  readonly observer: readonly {
    readonly id: string;
    readonly question: string;
    /** What a tick does. */
    readonly drives: 'fallback' | 'score' | 'void' | 'note';
    /** Of an item that scores. */
    readonly points?: number;
    /** Asked of each leg. */
    readonly perSide: boolean;
  }[];
  /** The easier movement; absent where there is none. */
  readonly fallback?: AssessmentId;
  /** Why its sideways figures are not to be built on. */
  readonly exploratory?: string;
  readonly safety: string;
}

/** `GET /api/v1/assessments/:id/readiness`: whether the live sensors are enough for it. */
export interface ReadinessAnswer {
  readonly assessment: AssessmentId;
  /** `partly`: something of it works, not all. */
  readonly state: 'ready' | 'partly' | 'notReady';
  /** What to do for all of it, one sentence each; empty when ready. */
  readonly missing: readonly string[];
  /** What works as things are, one sentence each. */
  readonly works: readonly string[];
  /** What to have in mind all the same, one sentence each. */
  readonly mind: readonly string[];
  /** Legs of which figures will be had. */
  readonly legs: readonly Side[];
}
