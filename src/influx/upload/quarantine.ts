import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { RefusedLine } from './refusedLines.ts';

const FILE = 'refused-lines.txt';

/**
 * Keeps refused lines where a person can look at them, each behind a comment with what the server
 * said: the file can be written to a database as it is. The recording has their data anyway.
 * `folder`: where state that is not a recording lives.
 * @returns what became of them, as the end of a sentence
 */
export async function setAside(folder: string, refused: readonly RefusedLine[]): Promise<string> {
  const text = refused.map(({ line, reason }) => `# ${reason.replace(/\s+/g, ' ')}\n${line}\n`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await appendFile(join(folder, FILE), text.join(''), { mode: 0o600 });
    return `${refused.length} kept in .plumbline/${FILE}`;
  } catch (error) {
    return `${refused.length} not kept: ${withoutPath(error)}`;
  }
}
