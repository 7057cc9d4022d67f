import { basename } from 'node:path';
import { RECORDING_SUFFIX } from './naming.ts';
import { reasonOf } from './recordingError.ts';

/**
 * The sentence of whatever was thrown, with the name of a file instead of its place on this
 * machine: for clients of the hub, whose business that is not.
 */
export function withoutPath(error: unknown): string {
  return pathsOf(error).reduce(
    (sentence, path) => sentence.replaceAll(path, basename(path, RECORDING_SUFFIX)),
    reasonOf(error),
  );
}

/** The paths an error of ours or of the file system names. */
function pathsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return ['path', 'dest'].flatMap((key) => {
    const path: unknown = Reflect.get(error, key);
    return typeof path === 'string' && path !== '' ? [path] : [];
  });
}
