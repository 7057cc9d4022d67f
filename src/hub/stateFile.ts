import { lstat, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { keepLaterVersion } from '../recording/keepLaterVersion.ts';
import { reasonOf, systemCode } from '../recording/recordingError.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const TOO_LARGE = 'valid are at most 16 MiB';

/** A state file that cannot be used; `message` is a sentence with the path. */
export class StateFileError extends Error {
  override name = 'StateFileError';
  readonly path: string;

  constructor(path: string, wrong: string, cause?: unknown) {
    super(`${path}${wrong}`, { cause });
    this.path = path;
  }
}

/** One that the disk, or too many open files, kept from being read: it may be sound, and is to be left alone. */
export class StateUnreadError extends StateFileError {
  override name = 'StateUnreadError';
}

/** Something else than a file stands there, and stays. */
const NO_FILE: ReadonlySet<string | null> = new Set(['ELOOP']);

/**
 * Reads a small JSON file of the hub's own state.
 * @returns null when there is none yet.
 * @throws StateFileError when it is not what the schema says, StateUnreadError when nobody knows.
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
    const found = await stat(path);
    // A named pipe would hold up whoever reads it.
    if (!found.isFile()) throw new StateFileError(path, ' cannot be read: it is no plain file');
    // Read whole it would hold up the start, and nothing of the hub's own is nearly so large.
    if (found.size > MOST_BYTES) {
      throw new StateFileError(path, ` has ${found.size} bytes: ${TOO_LARGE}`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    if (error instanceof StateFileError) throw error;
    const Failure = NO_FILE.has(systemCode(error)) ? StateFileError : StateUnreadError;
    throw new Failure(path, ` cannot be read: ${reasonOf(error)}`, error);
  }
}

/**
 * Moves a file that is not understood out of the way, and keeps it beside with those before it.
 * @returns whether it was: a disk that cannot be written keeps it where it is
 */
export async function setAside(path: string): Promise<boolean> {
  try {
    await rename(path, await freeBeside(path));
    return true;
  } catch {
    return false;
  }
}

/** `<path>.unreadable`, or the first free of `.unreadable.2`, `.unreadable.3`, … */
async function freeBeside(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const aside = n === 1 ? `${path}.unreadable` : `${path}.unreadable.${n}`;
    try {
      await lstat(aside);
    } catch (error) {
      if (isAbsent(error)) return aside;
      throw error;
    }
  }
}

/** Also where its folder would be in a file: whoever needs the folder says so better. */
function isAbsent(error: unknown): boolean {
  const code = systemCode(error);
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
