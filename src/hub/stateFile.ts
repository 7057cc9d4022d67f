import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { keepLaterVersion } from '../recording/keepLaterVersion.ts';

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
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StateFileError(path, ' is not JSON', error);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new StateFileError(path, `, ${issue?.path.join('.')}: ${issue?.message}`);
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
