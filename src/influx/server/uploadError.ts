export interface UploadErrorOptions extends ErrorOptions {
  /** Pause before the next attempt, ms, where the fault or the server names one. */
  readonly waitMs?: number;
  /** Where it passes by itself: until when, `it answers`. */
  readonly until?: string;
}

/** Why nothing can be uploaded; `message` is one sentence for a person. */
export class UploadError extends Error {
  override name = 'UploadError';
  /** Exactly how long to wait before the next attempt, ms; null leaves it to the backoff. */
  readonly waitMs: number | null;
  /** Until when it lasts, where it passes by itself; null where a person has to do something. */
  readonly until: string | null;

  constructor(message: string, { waitMs, until, ...options }: UploadErrorOptions = {}) {
    super(message, options);
    this.waitMs = waitMs ?? null;
    this.until = until ?? null;
  }
}

/** A fault as whoever uploads tells it: for a question it would say nothing that somebody asked for. */
export function whileUploading(fault: UploadError): Pick<UploadError, 'message' | 'waitMs'> {
  const { message, waitMs, until } = fault;
  if (until === null) return fault;
  return { message: `${message}; the recordings keep everything until ${until}`, waitMs };
}

/** The server gave no answer in time; a smaller request may get one. */
export class TimedOutError extends UploadError {
  override name = 'TimedOutError';
}

/** The request holds more bytes than the server, or a proxy before it, takes at once. */
export class TooLargeError extends UploadError {
  override name = 'TooLargeError';
}

const TOO_OLD = /\b(beyond|outside|older than|before|violates)\b[^"]*\bretention\b/i;

/** Whether words of a server are about lines from before the bucket's retention period. */
export function isTooOld(words: string): boolean {
  return TOO_OLD.test(words);
}

export interface RefusedLinesOptions extends UploadErrorOptions {
  /** How many lines of the request are not stored, as far as the server says so. */
  readonly dropped?: number;
}

/** The server read a line and will never take it, so sending it again is useless. */
export class RefusedLinesError extends UploadError {
  override name = 'RefusedLinesError';
  /** How many lines of the request are not stored; 0 when the server does not say. */
  readonly dropped: number;

  constructor(message: string, { dropped = 0, ...options }: RefusedLinesOptions = {}) {
    super(message, options);
    this.dropped = dropped;
  }

  /** True when it stored the batch except lines from before the bucket's retention period. */
  get tooOld(): boolean {
    return isTooOld(this.message);
  }
}
