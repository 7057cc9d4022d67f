import { stat } from 'node:fs/promises';
import { partOf, RECORDING_SUFFIX } from '../../recording/naming.ts';
import { RecordingError } from '../../recording/recordingError.ts';

/** Base name of the file of a recording. */
export function idOf(name: string): string {
  return name.slice(0, -RECORDING_SUFFIX.length);
}

/** A recording's name begins with its date; of the parts of a session the last is the newest. */
export function newestFirst(a: string, b: string): number {
  const [left, right] = [partOf(idOf(a)), partOf(idOf(b))];
  if (left.session === right.session) return right.part - left.part;
  return left.session < right.session ? 1 : -1;
}

/** Changes when the file does; a recovery can make it smaller. */
export async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} ${mtimeMs}`;
}

/** A recording that was begun a moment ago. */
export function isUnfinishedHead(error: unknown): boolean {
  return (
    error instanceof RecordingError && (error.problem === 'truncated' || error.problem === 'empty')
  );
}
