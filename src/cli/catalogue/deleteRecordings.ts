import { createInterface } from 'node:readline/promises';
import { isExpired, keptRetention } from '../../hub/retentionStore.ts';
import { deleteSessions } from '../../recording/deletion/deleteSessions.ts';
import { type DeletionPlan, planDeletion } from '../../recording/deletion/planDeletion.ts';
import { listSessions, type SessionListing } from '../../recording/sessions/listSessions.ts';
import { CliError, UsageError } from '../cliError.ts';
import { plainText } from '../info/plainText.ts';
import type { DeleteFlags } from './catalogueFlags.ts';

/**
 * Names all that goes, asks, and deletes it.
 * @throws CliError, UsageError, RecordingError
 */
export async function deleteRecordings(ids: readonly string[], flags: DeleteFlags): Promise<void> {
  const { recordings, yes = false, by } = flags;
  const plan = await planDeletion(recordings, await wanted(ids, flags));
  for (const line of planLines(plan)) console.log(plainText(line));
  if (!yes && !(await isAgreed(plan))) {
    throw new CliError('nothing is deleted');
  }
  // What came in the meantime was not agreed to.
  const now = await planDeletion(recordings, ({ id }) => isAsked(plan, id));
  if (now.token !== plan.token) {
    throw new CliError('something changed in the meantime, so nothing is deleted: look again');
  }
  const { sessions, files, left } = await deleteSessions(plan, by, () => Date.now() * 1000);
  console.log(`deleted ${sessions} recordings in ${files} files`);
  if (plan.asksDatabase) {
    console.log(
      'the database forgets them too: the hub sees to it, or the next "plumbline upload"; until then a request lies in .plumbline/deletions',
    );
  }
  if (left.length > 0) throw new CliError(left.join('; '));
}

async function wanted(
  ids: readonly string[],
  { recordings, subject, expired = false }: DeleteFlags,
): Promise<(session: SessionListing) => boolean> {
  const ways = [ids.length > 0, subject !== undefined, expired].filter(Boolean).length;
  if (ways !== 1) throw new UsageError('give ids, or --subject, or --expired: one of the three');
  if (subject !== undefined) return (session) => session.subject === subject;
  if (expired) {
    const days = await keptRetention(recordings);
    const nowUs = Date.now() * 1000;
    return ({ startedUs }) => isExpired(startedUs, days, nowUs);
  }
  const known = new Set((await listSessions(recordings)).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new CliError(`there is no recording ${unknown.join(', ')}`);
  return ({ id }) => ids.includes(id);
}

function isAsked({ sessions }: DeletionPlan, id: string): boolean {
  return sessions.some(({ session, derived }) => !derived && session.id === id);
}

function planLines({ sessions }: DeletionPlan): string[] {
  return sessions.flatMap(({ session, derived, files, stays, alsoIn }) => [
    `${session.id}, ${session.subject}${derived ? ', computed from one of these' : ''}`,
    ...files.map((file) => `  ${file}`),
    ...stays.map((file) => `  ${file} is not known to be what was made of it, and stays`),
    ...alsoIn.map((folder) => `  it is also in the data set ${folder}, which stays`),
  ]);
}

async function isAgreed({ sessions }: DeletionPlan): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CliError('nobody can be asked here: --yes deletes what is named above');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(
      `Delete ${sessions.length} recordings for good? Type "yes": `,
    );
    return answer.trim() === 'yes';
  } finally {
    terminal.close();
  }
}
