/** A recording of which no report can be made; `message` says what was found and what to do. */
export class ReportError extends Error {
  override name = 'ReportError';
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}
