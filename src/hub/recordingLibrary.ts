import type { Feed } from './feed.ts';

/** What a person chooses a recording by. */
export interface RecordingSummary {
  readonly id: string;
  readonly subject: string;
  readonly startedUs: number;
  readonly durationS: number;
  readonly simulated: boolean;
  readonly protocol: string;
  readonly reps: number;
}

/** The recordings of the hub's folder. */
export interface RecordingLibrary {
  /** Newest first. */
  list(): Promise<readonly RecordingSummary[]>;
  /**
   * Opens a recording for replay, paused at its start.
   * @throws UnknownRecordingError when the folder holds none of this id.
   */
  openReplay(id: string): Promise<Feed>;
}

export class UnknownRecordingError extends Error {
  override name = 'UnknownRecordingError';

  constructor(id: string) {
    super(`There is no recording "${id}".`);
  }
}
