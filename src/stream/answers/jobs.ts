/** What an export can be: one of the answer to `GET /api/v1/exports`. */
export interface ExportFormatAnswer {
  /** What `POST /api/v1/recordings/:id/exports` takes. */
  readonly format: string;
  readonly title: string;
  /** What it is for and by which programs it is read. */
  readonly use: string;
  /** What is in it. */
  readonly holds: string;
  /** About how many bytes its files have for each byte of the recording. */
  readonly sizeShare: number;
}

/** `GET /api/v1/exports` */
export interface ExportsAnswer {
  readonly formats: readonly ExportFormatAnswer[];
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** Work of the hub that takes longer than an answer may; kept for an hour after its end. */
export interface JobAnswer {
  readonly id: string;
  readonly kind: 'export' | 'processing';
  /** Id of the recording it is done with. */
  readonly recording: string;
  /** Of an export; null of a processing. */
  readonly format: string | null;
  readonly state: JobState;
  /** How much is done, 0 to 1; null where that is not known. */
  readonly progress: number | null;
  /** Why it failed, with what to do; null otherwise. */
  readonly problem: string | null;
  /** What has to be kept in mind of what was made: damage, what was left out. */
  readonly notes: readonly string[];
  /** What came of it, a line each. */
  readonly summary: readonly string[];
  /** Names of the files of an export. */
  readonly madeFiles: readonly string[];
  /** Of these files together, before they are packed; null until they are there. */
  readonly sizeBytes: number | null;
  /** Where the files are had, packed as one; null where there are none. */
  readonly file: string | null;
  /** Id of the recording that a processing made; null until it is there. */
  readonly result: string | null;
}

/** `GET /api/v1/jobs`, in the order they were asked for. */
export interface JobsAnswer {
  readonly jobs: readonly JobAnswer[];
}
