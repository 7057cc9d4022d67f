import { sessionsOf } from '../../model/sessionsOf.ts';
import type { CueSettings } from '../../model/settings.ts';
import type {
  ProgrammeHistory,
  ProgrammeSession,
  SessionPart,
  TimedNote,
} from '../../movement/programme/history.ts';
import { headlineOf, thresholdsOf } from '../../movement/thresholds.ts';
import type { RecordedSet, RecordedWork } from './recordedWork.ts';
import { saidAfter, saysAnything, splitNote } from './saidNotes.ts';
import { bestVersion, versionsOf } from './versions.ts';

/**
 * The recordings of one person as the programme sees them. Of a recording and what was computed from
 * it one counts: the one with results that was computed last. What was said beside any of them counts
 * too: for the session before it or the one after, which is the last and not done yet where none came.
 * @param now what was said in a session that still goes on: it is not done yet either
 */
export function historyOf(
  works: readonly RecordedWork[],
  now: readonly TimedNote[] = [],
): ProgrammeHistory {
  const sessions = sessionsOf(newestVersions(works));
  const ahead: TimedNote[] = now.flatMap(({ timeUs, note: { step: _, ...note } }) =>
    saysAnything(note) ? [{ timeUs, note }] : [],
  );
  const notes = sessions.map((recordings) => recordings.flatMap((each) => each.notes));
  const said = sessions.flatMap((recordings, i) =>
    recordings.flatMap((work) => work.said.map((each) => ({ ...each, session: i }))),
  );
  for (const { timeUs, note, session } of said) {
    const split = splitNote(note);
    if (saysAnything(split.before)) notes[session].push({ timeUs, note: split.before });
    if (!saysAnything(split.ahead)) continue;
    // Also one that went on when it was said: its work may have come later.
    const next = sessions.findIndex((recordings) => recordings.some(({ endUs }) => endUs > timeUs));
    (next < 0 ? ahead : notes[next]).push({ timeUs, note: split.ahead });
  }
  const done = sessions.map((recordings, i) => sessionOf(recordings, inOrder(notes[i])));
  return ahead.length === 0 ? done : [...done, notDoneYet(inOrder(ahead))];
}

function sessionOf(recordings: readonly Version[], notes: readonly TimedNote[]): ProgrammeSession {
  const { id, startedUs } = recordings[0].session;
  return {
    id,
    startUs: startedUs,
    simulated: recordings.some(({ session }) => session.simulated),
    parts: recordings.flatMap(partsOf),
    notes,
  };
}

function notDoneYet(notes: readonly TimedNote[]): ProgrammeSession {
  return { id: '', startUs: notes[0].timeUs, simulated: false, parts: [], notes, isAhead: true };
}

function inOrder(notes: readonly TimedNote[]): TimedNote[] {
  return [...notes].sort((a, b) => a.timeUs - b.timeUs);
}

/** Whether cues came is what the live session says, whatever it was computed with later. */
interface Version extends RecordedWork {
  readonly feedbackOff: boolean;
  /** Beside whichever of them. */
  readonly said: readonly TimedNote[];
}

function newestVersions(works: readonly RecordedWork[]): Version[] {
  return versionsOf(works).map((versions) => ({
    ...bestVersion(versions),
    feedbackOff: versions.every(({ session }) => isSilent(session.settings.cue)),
    said: versions.flatMap(({ endUs, said = [] }) => saidAfter(endUs, said)),
  }));
}

function isSilent({ enabled, schedule }: CueSettings): boolean {
  return !enabled || schedule?.kind === 'off';
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
