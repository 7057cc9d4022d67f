import type { AssessmentId } from '../../model/assessment.ts';
import type { SessionFacts, TrialFacts } from '../../model/sessionFacts.ts';
import type { Task } from '../../model/task.ts';

/** A recording as `GET /api/v1/recordings` lists it: what was said of it goes before what was recorded. */
export interface ListedRecording {
  /** What every other route takes. */
  readonly id: string;
  /** Id of the first part of its session; its own where the session is in one file. */
  readonly session: string;
  /** Which part of its session it is, from 1. */
  readonly part: number;
  readonly subject: string;
  readonly recordedSubject: string;
  readonly protocol: string;
  readonly simulated: boolean;
  readonly task: Task;
  /** null of free practice. */
  readonly assessment: AssessmentId | null;
  readonly sessionId: string;
  /** Ids of the recordings it was computed from, nearest first; empty of one from sensors. */
  readonly ancestors: readonly string[];
  readonly startedUs: number;
  /** null while it is unfinished, or when its index is damaged. */
  readonly durationS: number | null;
  /** False while it is being recorded, or broke off and was not recovered. */
  readonly finished: boolean;
  readonly sizeBytes: number;
  readonly tags: readonly string[];
  /** False of one that comes with the program: it is neither edited nor deleted. */
  readonly own: boolean;
  /** True while the hub writes it; one that is not finished otherwise broke off. */
  readonly recordingNow: boolean;
  /** Why what was said of it is left out; null when all is well. */
  readonly sidecarProblem: string | null;
}

/** `GET /api/v1/recordings`. */
export interface RecordingsAnswer {
  readonly recordings: readonly ListedRecording[];
}

/** Said of an instant, or of a stretch where there is `untilUs`. */
export interface AnnotationAnswer {
  readonly id: number;
  readonly timeUs: number;
  readonly untilUs?: number;
  readonly text: string;
  readonly by: string;
}

/** `GET` and `PATCH /api/v1/recordings/:id`: one, with all that was said of it and when. */
export interface RecordingAnswer {
  readonly recording: ListedRecording;
  readonly described: Omit<SessionFacts, 'subject' | 'protocol' | 'notes'> & {
    readonly subject: string;
    readonly protocol: string;
    readonly notes: string;
    readonly recordedSubject: string;
    readonly tags: readonly string[];
    readonly annotations: readonly AnnotationAnswer[];
    readonly trials: Readonly<Record<string, TrialFacts>>;
  };
  readonly history: readonly {
    readonly atUs: number;
    readonly by: string;
    readonly what: string;
    readonly from: string | number | boolean | null;
    readonly to: string | number | boolean | null;
  }[];
}

/** `GET /api/v1/recordings/:id/deletion`: all that would go, with the token that lets it. */
export interface DeletionAnswer {
  readonly token: string;
  /** Whether a database has yet to forget it. */
  readonly asksDatabase: boolean;
  readonly sessions: readonly {
    readonly id: string;
    readonly subject: string;
    /** Whether it was computed from another that goes. */
    readonly derived: boolean;
    readonly files: readonly string[];
    /** Files noted as made of it that are not known to be what was made: they stay. */
    readonly stays: readonly string[];
    /** Data sets that hold it too and stay. */
    readonly alsoIn: readonly string[];
  }[];
}

/** `DELETE /api/v1/recordings/:id`: what is gone, and what could not be taken away. */
export interface DeletedAnswer {
  readonly sessions: number;
  readonly files: number;
  /** Files that are still there, each in a sentence. */
  readonly left: readonly string[];
  readonly asksDatabase: boolean;
}

/** `POST /api/v1/recordings/:id/recover`: what can be read of it now. */
export interface RecoveredAnswer {
  readonly durationS: number;
  /** Stretches that cannot be read. */
  readonly losses: number;
  /** Bytes of a torn end, saved beside it. */
  readonly tornBytes: number;
}
