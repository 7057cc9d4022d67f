import type { AssessmentId } from './assessment.ts';
import type { Task } from './task.ts';

/** How the file of a recording grows. */
export interface RecordingState {
  /** False before the first sensor streams, and while the disk takes nothing. */
  readonly isRecording: boolean;
  /** Of the file that grows. */
  readonly bytesWritten: number;
  /** null where the system does not tell. */
  readonly diskFreeBytes: number | null;
  /**
   * Room on the disk at the rate of this recording, in its first minute at that of seven sensors; null
   * where the room is not known.
   */
  readonly minutesLeft: number | null;
}

/** How the live session is recorded. */
export interface RecordingStatus extends RecordingState {
  /** Id of the recording written last; empty before the first. */
  readonly session: string;
  /** When the session began, hub time; null before it did. */
  readonly startedUs: number | null;
  /** Pseudonym of who wears the sensors. */
  readonly subject: string;
  readonly protocol: string;
  readonly task: Task;
  /** null in free practice. */
  readonly assessment: AssessmentId | null;
  /** Why nothing is recorded, or soon will not be, in a sentence; null when all is well. */
  readonly problem: string | null;
}

/** Whether cues are felt on the limb. */
export interface HapticsStatus {
  /** Whether a sensor worn now has a motor. */
  readonly available: boolean;
  readonly on: boolean;
}

/** What is true of the live session besides what its events tell; told once a second. */
export interface LiveStatus {
  readonly recording: RecordingStatus;
  readonly haptics: HapticsStatus;
}
