export type RecordingProblem =
  | 'exists'
  | 'missing'
  | 'unwritable'
  | 'diskFailed'
  | 'tooSlow'
  | 'invalidMessage'
  | 'invalidName'
  | 'empty'
  | 'notMcap'
  | 'foreign'
  | 'truncated'
  | 'unfinished'
  | 'damaged';

/** Something about a recording that a person has to know; `message` is one plain sentence. */
export class RecordingError extends Error {
  override name = 'RecordingError';
  readonly problem: RecordingProblem;
  readonly path: string;

  constructor(problem: RecordingProblem, path: string, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.problem = problem;
    this.path = path;
  }
}

/** The sentence of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a failed system call such as `ENOENT`, or null. */
export function systemCode(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return null;
}

export function damagedAt(path: string, offset: number, cause: unknown): RecordingError {
  const sentence = `${path} is damaged at byte ${offset}: ${reasonOf(cause)}.`;
  return new RecordingError('damaged', path, sentence, cause);
}

export function alreadyThere(path: string, cause?: unknown): RecordingError {
  const sentence = `${path} already exists and a recording never overwrites a file: choose another name or move that file away.`;
  return new RecordingError('exists', path, sentence, cause);
}

/** The failure of a disk as told where the file is taken away after it. */
export function nothingKept({ path, cause }: RecordingError): RecordingError {
  const sentence = `${path}: the disk is full or failed (${reasonOf(cause)}); nothing is kept.`;
  return new RecordingError('diskFailed', path, sentence, cause);
}
