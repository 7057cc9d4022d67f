import { readFile, stat } from 'node:fs/promises';

/**
 * Text of a small file in a folder into which others may put anything: a named pipe would hold up whoever reads it.
 * @throws Error of the file system, also for a folder, or that it is no plain file
 */
export async function readPlainFile(path: string): Promise<string> {
  const found = await stat(path);
  if (found.isFile() || found.isDirectory()) return readFile(path, 'utf8');
  throw new Error(`${path} is no plain file`);
}
