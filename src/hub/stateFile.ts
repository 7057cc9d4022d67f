import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { keepLaterVersion } from '../recording/keepLaterVersion.ts';
import { reasonOf } from '../recording/recordingError.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const TOO_LARGE = 'valid are at most 16 MiB';

/** A state file that cannot be understood; `message` is a sentence with the path. */
export class StateFileError extends Error {
  override name = 'StateFileError';
  readonly path: string;

  constructor(path: string, wrong: string, cause?: unknown) {
    super(`${path}${wrong}`, { cause });
    this.path = path;
  }
}

/**
 * Reads a small JSON file of the hub's own state.
 * @returns null when there is none yet.
 * @throws StateFileError when it is not what the schema says.
 */
export async function readStateFile<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await textOf(path);
  if (text === null) return null;
  let json: unknown;
  try {
    // Editors of Windows put a byte order mark before it.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new StateFileError(path, ' is not JSON', error);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new StateFileError(path, `${field === '' ? '' : `, ${field}`}: ${issue?.message}`);
}

/** null where there is none. */
async function textOf(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    // Read whole it would hold up the start, and nothing of the hub's own is nearly so large.
    if (size > MOST_BYTES) throw new StateFileError(path, ` has ${size} bytes: ${TOO_LARGE}`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    if (error instanceof StateFileError) throw error;
    throw new StateFileError(path, ` cannot be read: ${reasonOf(error)}`, error);
  }
}

/**
 * Moves a file that cannot be used out of the way, and keeps it beside.
 * @returns whether it was: a disk that cannot be written keeps it where it is
 */
export async function setAside(path: string): Promise<boolean> {
  const aside = `${path}.unreadable`;
  try {
    await rm(aside, { recursive: true, force: true });
    await rename(path, aside);
    return true;
  } catch {
    return false;
  }
}

/** Also where its folder would be in a file: whoever needs the folder says so better. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * Writes beside the file and renames, so that a crash leaves the old or the new, never half. What a
 * later version left there is kept beside it.
 */
export async function writeStateFile(
  path: string,
  value: { readonly schemaVersion: number; readonly [field: string]: unknown },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await keepLaterVersion(path, value.schemaVersion);
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
