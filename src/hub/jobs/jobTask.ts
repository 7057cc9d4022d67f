import type { SessionListing } from '../../recording/sessions/listSessions.ts';
import type { JobAnswer } from '../../stream/answers/jobs.ts';
import type { PathWords } from './jobWords.ts';

/** What a job is to do; the rest is the same for all. */
export interface JobTask extends Pick<JobAnswer, 'kind' | 'recording' | 'format'> {
  /**
   * When its turn has come: the words of the command.
   * @param folder of the job, which is there and empty
   * @throws JobError, UnknownRecordingError
   */
  readonly prepare: (recording: SessionListing, folder: string) => Promise<PreparedJob>;
}

export interface PreparedJob {
  /** Behind the program. */
  readonly words: readonly string[];
  readonly paths: PathWords;
  /** About what it writes. */
  readonly sizeBytes: number;
  /** Where the files of an export come to lie; null of a processing. */
  readonly files: string | null;
  /** Id of the recording that it makes; null of an export. */
  readonly result: string | null;
  /** Where that comes to lie, outside of the folder of the job. */
  readonly output: string | null;
}
