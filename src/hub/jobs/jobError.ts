/** Why a job cannot be had or begun, in a sentence for the client. */
export class JobError extends Error {
  override name = 'JobError';
  /** Of the answer over HTTP. */
  readonly statusCode: 400 | 404 | 409;

  constructor(statusCode: 400 | 404 | 409, sentence: string) {
    super(sentence);
    this.statusCode = statusCode;
  }
}
