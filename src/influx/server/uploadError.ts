/** Why nothing can be uploaded; `message` is one sentence for a person. */
export class UploadError extends Error {
  override name = 'UploadError';
}

/** The server read a line and will never take it, so sending it again is useless. */
export class RefusedLinesError extends UploadError {
  override name = 'RefusedLinesError';

  /** True when it stored the batch except lines from before the bucket's retention period. */
  get tooOld(): boolean {
    return /retention/i.test(this.message);
  }
}
