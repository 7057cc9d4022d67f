export interface UploadErrorOptions extends ErrorOptions {
  /** Pause before the next attempt, ms, where the fault or the server names one. */
  readonly waitMs?: number;
}

/** Why nothing can be uploaded; `message` is one sentence for a person. */
export class UploadError extends Error {
  override name = 'UploadError';
  /** Exactly how long to wait before the next attempt, ms; null leaves it to the backoff. */
  readonly waitMs: number | null;

  constructor(message: string, { waitMs, ...options }: UploadErrorOptions = {}) {
    super(message, options);
    this.waitMs = waitMs ?? null;
  }
}

/** The server gave no answer in time; a smaller request may get one. */
export class TimedOutError extends UploadError {
  override name = 'TimedOutError';
}

/** The request holds more bytes than the server, or a proxy before it, takes at once. */
export class TooLargeError extends UploadError {
  override name = 'TooLargeError';
}

/** The server read a line and will never take it, so sending it again is useless. */
export class RefusedLinesError extends UploadError {
  override name = 'RefusedLinesError';

  /** True when it stored the batch except lines from before the bucket's retention period. */
  get tooOld(): boolean {
    return /\b(beyond|outside|older than|before)\b[^"]*\bretention\b/i.test(this.message);
  }
}
