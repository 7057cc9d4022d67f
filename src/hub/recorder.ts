import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';

/** The part of a recording writer a live session needs; neither write waits for the disk. */
export interface Recorder {
  writeInput(input: PipelineInput): void;
  writeOutput(output: PipelineOutput): void;
  /** Resolves when everything is on the disk. */
  close(): Promise<void>;
}

export interface OpenedRecording {
  readonly sessionId: string;
  readonly recorder: Recorder;
}

/**
 * Begins the recording of a session that starts at `startedUs`, hub time. `onFault` is told
 * whenever something of the recording fails later.
 */
export type OpenRecording = (
  startedUs: number,
  onFault: (error: Error) => void,
) => Promise<OpenedRecording>;
