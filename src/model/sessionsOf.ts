import type { SessionMetadata } from './session.ts';

/** Recordings no further apart belong to one session: a break, not another day. */
const BREAK_US = 3 * 3600 * 1e6;

interface Timed {
  readonly session: Pick<SessionMetadata, 'id' | 'startedUs'>;
  readonly endUs: number;
}

/** Recordings of one person as sessions, the oldest first; of each at least one. */
export function sessionsOf<T extends Timed>(recordings: readonly T[]): readonly (readonly T[])[] {
  const byStart = [...recordings].sort(
    (a, b) => a.session.startedUs - b.session.startedUs || (a.session.id < b.session.id ? -1 : 1),
  );
  const sessions: T[][] = [];
  let endUs = Number.NEGATIVE_INFINITY;
  for (const recording of byStart) {
    const last = sessions.at(-1);
    if (last && recording.session.startedUs - endUs < BREAK_US) last.push(recording);
    else sessions.push([recording]);
    endUs = Math.max(endUs, recording.endUs);
  }
  return sessions;
}
