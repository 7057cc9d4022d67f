import type { CueSettings } from '../../model/settings.ts';
import type {
  ProgrammeHistory,
  ProgrammeSession,
  SessionPart,
} from '../../movement/programme/history.ts';
import { headlineOf, thresholdsOf } from '../../movement/thresholds.ts';
import type { RecordedSet, RecordedWork } from './recordedWork.ts';

/** Recordings no further apart belong to one session: a break, not another day. */
const BREAK_US = 3 * 3600 * 1e6;

/**
 * The recordings of one person as the programme sees them. Of a recording and what was computed from
 * it one counts: the one with results that was computed last.
 */
export function historyOf(works: readonly RecordedWork[]): ProgrammeHistory {
  const byStart = newestVersions(works).sort(
    (a, b) => a.session.startedUs - b.session.startedUs || (a.session.id < b.session.id ? -1 : 1),
  );
  const sessions: ProgrammeSession[] = [];
  let endUs = Number.NEGATIVE_INFINITY;
  for (const work of byStart) {
    const last = sessions.at(-1);
    const next = sessionOf(work);
    if (last && work.session.startedUs - endUs < BREAK_US) {
      sessions[sessions.length - 1] = {
        ...last,
        simulated: last.simulated || next.simulated,
        parts: [...last.parts, ...next.parts],
        notes: [...last.notes, ...next.notes],
      };
    } else sessions.push(next);
    endUs = Math.max(endUs, work.endUs);
  }
  return sessions;
}

/** Whether cues came is what the live session says, whatever it was computed with later. */
interface Version extends RecordedWork {
  readonly feedbackOff: boolean;
}

function newestVersions(works: readonly RecordedWork[]): Version[] {
  const byOrigin = new Map<string, RecordedWork[]>();
  for (const work of works) {
    const origin = originOf(work, works);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), work]);
  }
  return [...byOrigin.values()].map((versions) => ({
    ...versions.reduce((best, each) => (ranks(each) > ranks(best) ? each : best)),
    feedbackOff: versions.every(({ session }) => isSilent(session.settings.cue)),
  }));
}

function isSilent({ enabled, schedule }: CueSettings): boolean {
  return !enabled || schedule?.kind === 'off';
}

function originOf({ session }: RecordedWork, works: readonly RecordedWork[]): string {
  let { id, parent } = session;
  // As many steps as there are recordings: two that name each other would never end.
  for (let i = 0; parent !== undefined && i < works.length; i++) {
    id = parent;
    parent = works.find((each) => each.session.id === id)?.session.parent;
  }
  return id;
}

/** Results before none, what was judged from both sides before what was seen live. */
function ranks({ hasResults, session }: RecordedWork): number {
  return (hasResults ? 4 : 0) + (session.method === 'offline' ? 2 : 0) + (session.parent ? 1 : 0);
}

function sessionOf(work: Version): ProgrammeSession {
  const { id, startedUs, simulated } = work.session;
  return { id, startUs: startedUs, simulated, parts: partsOf(work), notes: work.notes };
}

/** Sets of one step in turn are one part. */
function partsOf({ session, sets, feedbackOff }: Version): SessionPart[] {
  const { task, assessment = null } = session.settings;
  const headline = headlineOf(task, thresholdsOf(session.settings));
  const runs: RecordedSet[][] = [];
  for (const set of sets) {
    const run = runs.at(-1);
    if (run !== undefined && run[0].step === set.step) run.push(set);
    else runs.push([set]);
  }
  return runs.map((run) => ({
    startUs: run[0].startUs,
    step: run[0].step,
    assessment,
    task,
    headline,
    feedbackOff,
    sets: run.map(({ reps, holds }) => ({ reps, holds })),
  }));
}
