import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf, systemCode } from '../recordingError.ts';
import { DELETION_REQUEST_VERSION, uploadsOf, writeDeletionRequest } from './deletionRequest.ts';
import type { DeletionPlan, PlannedSession } from './planDeletion.ts';
import { replaceFile, STATE_FOLDER } from './stateFolder.ts';

export interface Deletion {
  readonly sessions: number;
  readonly files: number;
  /** Files that are still there, each in a sentence. */
  readonly left: readonly string[];
}

/**
 * Takes away what was planned. Of each session the database is asked directly before its files go: a
 * deletion that is cut short leaves no lines that nobody knows of, and a file that is there long after
 * its request counts as one that stays.
 * @param by who asked for it
 * @param nowUs what the time is, microseconds since the Unix epoch
 */
export async function deleteSessions(
  plan: DeletionPlan,
  by: string,
  nowUs: () => number,
): Promise<Deletion> {
  const { folder, sessions, asksDatabase } = plan;
  const left: string[] = [];
  let files = 0;
  // What was computed from a recording goes before it, so that a second try finds both.
  for (const each of [...sessions].sort((a, b) => Number(b.derived) - Number(a.derived))) {
    if (asksDatabase) await askDatabase(folder, each, by, nowUs());
    for (const path of each.files) {
      try {
        await rm(path);
        files++;
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') left.push(`${path} is still there: ${reasonOf(error)}`);
      }
    }
    left.push(...each.stays.map((path) => staysSentence(path, each)));
  }
  const ids = sessions.map(({ session }) => session.sessionId);
  left.push(...(await dropRefusedLines(folder, ids)));
  return { sessions: sessions.length, files, left };
}

function staysSentence(path: string, { session }: PlannedSession): string {
  return `${path} is not known to be what was made of ${session.id}: it stays, and so does the note of it`;
}

async function askDatabase(
  folder: string,
  { session }: PlannedSession,
  by: string,
  atUs: number,
): Promise<void> {
  const { id, sessionId, recordedSubject } = session;
  await writeDeletionRequest(folder, id, {
    schemaVersion: DELETION_REQUEST_VERSION,
    session: sessionId,
    subject: recordedSubject,
    uploads: await uploadsOf(folder, `${id}.mcap`),
    requestedUs: atUs,
    by,
  });
}

/**
 * Lines that a database would not take stand in a file of their own, each behind a comment that
 * may quote it.
 */
async function dropRefusedLines(folder: string, sessions: readonly string[]): Promise<string[]> {
  const path = join(folder, STATE_FOLDER, 'refused-lines.txt');
  const tags = sessions.map((id) => `,session=${id.replaceAll(/[,= ]/g, '\\$&')},`);
  try {
    const lines = (await readFile(path, 'utf8')).split('\n');
    const goes = (line = '') => tags.some((tag) => line.includes(tag));
    const kept = lines.filter(
      (line, i) => !goes(line) && !(line.startsWith('#') && goes(lines[i + 1])),
    );
    if (kept.length < lines.length) await replaceFile(path, kept.join('\n'));
    return [];
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    return [`${path} cannot be gone through: ${reasonOf(error)}`];
  }
}
