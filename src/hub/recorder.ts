import type { Calibration } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';

/** The part of a recording writer a live session needs; neither write waits for the disk. */
export interface Recorder {
  writeInput(input: PipelineInput): void;
  writeOutput(output: PipelineOutput): void;
  /** Resolves when everything is on the disk. @throws why it is not */
  close(): Promise<void>;
}

/** How the file of a recording stands. */
export interface FileState {
  /** False when somebody took it away: what is written then goes nowhere. */
  readonly isThere: boolean;
  readonly bytesWritten: number;
}

export interface OpenedRecording {
  readonly sessionId: string;
  readonly recorder: Recorder;
  /** Sound calibration in force when the part of the session before this one broke off, else null. */
  readonly calibration?: Calibration | null;
  /** Of the file so far. Absent, as what follows, where the recording is no file. */
  readonly bytesWritten?: () => number;
  readonly file?: () => Promise<FileState>;
  /**
   * Gives the recording, closed after a failure, the end that could not be written.
   * @returns whether it lacked one, now or before; of one that has the recorder's own, nobody but the recorder
   * knows whether it is on the disk
   * @throws RecordingError while the disk takes none
   */
  readonly finish?: () => Promise<boolean>;
}

/**
 * Begins the recording of a session that starts at `startedUs`, hub time. `onFault` is told
 * whenever something of the recording fails later. `former` is the recording that broke off in this
 * session, which the new one continues; null or absent for the first.
 */
export type OpenRecording = (
  startedUs: number,
  onFault: (error: Error) => void,
  former?: string | null,
) => Promise<OpenedRecording>;
