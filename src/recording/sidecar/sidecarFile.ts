import { lstat, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { changeFile } from '../changeFile.ts';
import { RECORDING_SUFFIX } from '../naming.ts';
import { RecordingError, reasonOf, systemCode } from '../recordingError.ts';
import {
  emptySidecar,
  SIDECAR_SUFFIX,
  SIDECAR_VERSION,
  type Sidecar,
  sidecarSchema,
} from './sidecar.ts';

export interface ReadSidecar {
  /** Empty where there is none, or none that can be read. */
  readonly sidecar: Sidecar;
  /** Why it cannot be read, in a sentence; null when all is well. */
  readonly problem: string | null;
}

/** Where the sidecar of a recording lies. */
export function sidecarPath(recordingPath: string): string {
  return join(dirname(recordingPath), `${idOf(recordingPath)}${SIDECAR_SUFFIX}`);
}

/**
 * What was said of a recording afterwards. A sidecar that is damaged is a problem to show and no
 * reason not to open the recording.
 */
export async function readSidecar(recordingPath: string): Promise<ReadSidecar> {
  const path = sidecarPath(recordingPath);
  const empty = emptySidecar(idOf(recordingPath));
  try {
    // As in a folder of recordings: a named pipe would hold up whoever reads it.
    if (!(await lstat(path)).isFile()) throw new Error('it is no plain file');
    const text = await readFile(path, 'utf8');
    return { sidecar: parsed(text), problem: null };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { sidecar: empty, problem: null };
    return {
      sidecar: empty,
      problem: `${path} cannot be read (${reasonOf(error)}): what it says of the recording is left out.`,
    };
  }
}

/**
 * Changes what is said of a recording: written beside and renamed, so that a crash leaves the old or
 * the new. One edit at a time, also of several processes.
 * @param edit the sidecar after the change, of the one before
 * @returns what stands there now
 * @throws RecordingError `damaged` when the sidecar there cannot be read, for an edit would lose
 * what it holds; `unwritable` when it cannot be written or another edit does not end
 */
export async function changeSidecar(
  recordingPath: string,
  edit: (before: Sidecar) => Sidecar,
): Promise<Sidecar> {
  const path = sidecarPath(recordingPath);
  return changeFile(path, async (replace) => {
    const { sidecar, problem } = await readSidecar(recordingPath);
    if (problem !== null) {
      throw new RecordingError(
        'damaged',
        path,
        `${problem} Mend it or move it away before it is changed.`,
      );
    }
    const after = edit(sidecar);
    await replace(`${JSON.stringify(after, null, 2)}\n`);
    return after;
  });
}

function idOf(recordingPath: string): string {
  return basename(recordingPath, RECORDING_SUFFIX);
}

function parsed(text: string): Sidecar {
  const json: unknown = JSON.parse(text);
  const version = typeof json === 'object' && json !== null && 'schemaVersion' in json;
  if (version && typeof json.schemaVersion === 'number' && json.schemaVersion > SIDECAR_VERSION) {
    throw new Error(
      `a later version wrote it, ${json.schemaVersion}; this one knows 1 to ${SIDECAR_VERSION}`,
    );
  }
  const result = sidecarSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`"${issue?.path.join('.')}": ${issue?.message}`);
}
