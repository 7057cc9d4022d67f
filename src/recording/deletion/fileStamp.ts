import { lstat } from 'node:fs/promises';

/**
 * Tells a file from any other under the same path, also from itself once it was changed; null where there is
 * none. Who cannot look at the file cannot guess it.
 */
export async function fileStamp(path: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs } = await lstat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return null;
  }
}
