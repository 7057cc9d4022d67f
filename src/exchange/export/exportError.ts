/** Why an export could not be written; `message` is one plain sentence with what to do. */
export class ExportError extends Error {
  override name = 'ExportError';
  readonly path: string;

  constructor(path: string, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.path = path;
  }
}
