import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readPlainFile } from '../readPlainFile.ts';
import { replaceFile, STATE_FOLDER } from './stateFolder.ts';

const FOLDER = 'deletions';

export const DELETION_REQUEST_VERSION = 1;

/**
 * Asks whoever feeds a database to take a session out of it. It stays until that is done, for the
 * server may be away when the recording is deleted.
 */
export const deletionRequest = z.object({
  schemaVersion: z.literal(DELETION_REQUEST_VERSION),
  /** Tag `session` of its lines. */
  session: z.string().min(1),
  /** Tag `subject` of its lines. */
  subject: z.string().min(1),
  /** Where lines of it were acknowledged: the bucket as the cursors name it, and the tag `hub`. */
  uploads: z.array(z.object({ bucket: z.string(), hub: z.string() })),
  /** Buckets, as in `uploads`, that hold nothing of it any more. */
  doneIn: z.array(z.string()).exactOptional(),
  /** True where the recording stays and is uploaded anew behind the deletion. */
  again: z.boolean().exactOptional(),
  requestedUs: z.int().nonnegative(),
  by: z.string().min(1),
});

export type DeletionRequest = z.infer<typeof deletionRequest>;

/** Loose: the uploader owns these files. */
const cursorFile = z.looseObject({
  cursors: z.record(z.string(), z.looseObject({ hub: z.string() })),
});

/** Where the requests of a recordings folder lie. */
export function deletionsFolder(folder: string): string {
  return join(folder, STATE_FOLDER, FOLDER);
}

export function deletionRequestPath(folder: string, id: string): string {
  return join(deletionsFolder(folder), `${id}.json`);
}

/** How far a recording was uploaded, as the uploader keeps it. */
export function cursorPath(folder: string, recording: string): string {
  return join(folder, STATE_FOLDER, 'uploads', `${recording}.json`);
}

export async function writeDeletionRequest(
  folder: string,
  id: string,
  request: DeletionRequest,
): Promise<void> {
  await mkdir(deletionsFolder(folder), { recursive: true, mode: 0o700 });
  await replaceFile(deletionRequestPath(folder, id), `${JSON.stringify(request, null, 2)}\n`);
}

/** Where lines of a recording were acknowledged, by its cursors; none where these cannot be read. */
export async function uploadsOf(
  folder: string,
  recording: string,
): Promise<DeletionRequest['uploads']> {
  try {
    const text = await readPlainFile(cursorPath(folder, recording));
    const { cursors } = cursorFile.parse(JSON.parse(text));
    return Object.entries(cursors).map(([bucket, { hub }]) => ({ bucket, hub }));
  } catch {
    return [];
  }
}
