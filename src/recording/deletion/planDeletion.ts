import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORDING_SUFFIX } from '../naming.ts';
import { plainFilesIn } from '../plainFiles.ts';
import { RecordingError } from '../recordingError.ts';
import { listSessions, type SessionListing } from '../sessions/listSessions.ts';
import { SIDECAR_SUFFIX } from '../sidecar/sidecar.ts';
import { cursorPath } from './deletionRequest.ts';
import { exportLogPath, exportsOf } from './exportLog.ts';
import { fileStamp } from './fileStamp.ts';
import { STATE_FOLDER } from './stateFolder.ts';

export interface PlannedSession {
  readonly session: SessionListing;
  /** True where nobody asked for it, and it goes because it was computed from one that goes. */
  readonly derived: boolean;
  /** Paths of all that goes with it and exists: what was made of it first, its cursors last. */
  readonly files: readonly string[];
  /**
   * Paths that are noted as made of it and not known to hold what was made: another file, one that was changed
   * since, or one of which no more than the path was noted. They stay, for a note that somebody else wrote may name
   * any file, and so does the note, for nothing else knows of them.
   */
  readonly stays: readonly string[];
  /** Data sets that it is part of beside others: they stay, and somebody has to see to them. */
  readonly alsoIn: readonly string[];
}

/** What a deletion would take away; nothing is touched by making it. */
export interface DeletionPlan {
  readonly folder: string;
  readonly sessions: readonly PlannedSession[];
  /** True where lines of it may be in a database. */
  readonly asksDatabase: boolean;
  /** Changes whenever anything of the plan does: who confirms has seen just this. */
  readonly token: string;
}

/**
 * What goes with these sessions: their files, all that was computed or exported from them, and what is
 * kept of their uploads.
 * @param isWanted which are asked for
 * @throws RecordingError `missing` when there is none, `unfinished` when one of them is not closed
 */
export async function planDeletion(
  folder: string,
  isWanted: (session: SessionListing) => boolean,
): Promise<DeletionPlan> {
  const all = await listSessions(folder);
  const wanted = new Set(all.filter(isWanted));
  if (wanted.size === 0) {
    throw new RecordingError('missing', folder, `There is no such recording in ${folder}.`);
  }
  const going = new Set(wanted);
  for (let before = 0; before < going.size; ) {
    before = going.size;
    for (const each of all) if ([...going].some((one) => comesFrom(each, one))) going.add(each);
  }
  const open = [...going].find(({ finished }) => !finished);
  if (open) {
    throw new RecordingError(
      'unfinished',
      open.path,
      `${open.path} is not closed and cannot be deleted: wait for its recorder, or start the hub once, which mends it if that was killed.`,
    );
  }
  const names = await plainFilesIn(folder);
  const sessions = await Promise.all(
    all
      .filter((each) => going.has(each))
      .map(async (session) => ({
        session,
        derived: !wanted.has(session),
        ...(await filesOf(folder, names, session.id)),
      })),
  );
  return {
    folder,
    sessions,
    asksDatabase: await exists(join(folder, STATE_FOLDER, 'uploads')),
    token: tokenOf(sessions),
  };
}

/** Computed from it, or a later part of the same session. */
function comesFrom(session: SessionListing, from: SessionListing): boolean {
  if (session === from) return false;
  const { ancestors } = session;
  if (ancestors.includes(from.sessionId) || ancestors.includes(from.id)) return true;
  return session.session === from.session && session.part > from.part;
}

/** The recording behind what was made of it, so that a deletion that is cut short can be asked for again. */
async function filesOf(
  folder: string,
  names: readonly string[],
  id: string,
): Promise<Pick<PlannedSession, 'files' | 'stays' | 'alsoIn'>> {
  const { files, stamps, dataSets } = await exportsOf(folder, id);
  const found = await Promise.all(files.map(fileStamp));
  const isAsMade = (path: string, i: number): boolean => stamps[path] === found[i];
  const stays = files.filter((path, i) => found[i] !== null && !isAsMade(path, i));
  const recording = `${id}${RECORDING_SUFFIX}`;
  const beside = names.filter(
    (name) => name.startsWith(`${recording}.`) || name.startsWith(`${id}${SIDECAR_SUFFIX}`),
  );
  const candidates = [
    ...files.filter(isAsMade),
    ...(stays.length === 0 ? [exportLogPath(folder, id)] : []),
    ...beside.map((name) => join(folder, name)),
    join(folder, recording),
    cursorPath(folder, recording),
  ];
  return {
    files: await existing(candidates),
    stays,
    alsoIn: await existing(dataSets),
  };
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const there = await Promise.all(paths.map(exists));
  return paths.filter((_, i) => there[i]);
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

function tokenOf(sessions: readonly PlannedSession[]): string {
  const hash = createHash('sha256');
  for (const { session, files, stays } of sessions) {
    hash.update(`${session.id}\n${session.sizeBytes}\n${files.join('\n')}\n\n`);
    hash.update(`${stays.join('\n')}\n\n`);
  }
  return hash.digest('hex').slice(0, 32);
}
