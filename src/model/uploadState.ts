/** How far the database is behind what was recorded, and how it went since the start. */
export interface UploadState {
  /** `waiting`: the server does not take data now; it is tried again by itself. */
  readonly state: 'off' | 'idle' | 'uploading' | 'waiting';
  /** Seconds for which something recorded has not been in the database; 0 when all of it is. */
  readonly lagS: number;
  /** Acknowledged. */
  readonly linesSent: number;
  /** Set aside, for the server will never take them. */
  readonly linesRefused: number;
  /** Writes that were tried. */
  readonly requests: number;
  /** How often it had to begin again, for the server was away or did not answer. */
  readonly retries: number;
  /** Recordings of which something is not uploaded, as far as is known. */
  readonly recordingsLeft: number;
  /** Sessions that were deleted or put right here, and that the database has yet to forget. */
  readonly deletionsWaiting: number;
  /** Why it waits, else what was left out for good, in a sentence; null when all is well. */
  readonly lastError: string | null;
  /** Since when that is so, microseconds since the Unix epoch; null when all is well. */
  readonly lastErrorSinceUs: number | null;
}
