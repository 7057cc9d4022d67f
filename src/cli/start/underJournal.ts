import { fstatSync } from 'node:fs';

const STDERR = 2;

/**
 * Whether what goes to stderr is kept by systemd's journal: it names that stream's device and inode in
 * JOURNAL_STREAM, which a program started by hand from a service may inherit with another stderr.
 */
export function isUnderJournal(env: NodeJS.ProcessEnv): boolean {
  const named = env.JOURNAL_STREAM;
  if (named === undefined || named === '') return false;
  const { dev, ino } = fstatSync(STDERR, { bigint: true });
  return named === `${dev}:${ino}`;
}
