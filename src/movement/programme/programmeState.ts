import { programmeNoteWords } from '../../model/programmeNoteWords.ts';
import { changesOf } from './changes.ts';
import { oneSided } from './entryRules.ts';
import { graduationOf } from './graduation.ts';
import type { ProgrammeHistory, ProgrammeSession, TimedNote } from './history.ts';
import { NO_SITE, type ProgrammeOptions } from './options.ts';
import { isPainful, painOf, unsettledBy } from './painRule.ts';
import { ENTRY_AFTER_FIRST_BALANCE, ENTRY_ONE_SIDE, type Programme } from './programme.ts';
import type {
  ProgrammeCourse,
  ProgrammeState,
  SessionVerdict,
  TrackVerdict,
} from './programmeCourse.ts';
import type { SessionPain } from './sessionPain.ts';
import { StopRule } from './stopRule.ts';
import { TrackCourse } from './trackCourse.ts';
import type { TrackState } from './trackState.ts';

/** The track whose first step opens the squats. */
const BALANCE = 'SLB';

/** The state after the last session alone; see {@link programmeCourse}. */
export function programmeState(
  programme: Programme,
  history: ProgrammeHistory,
  options: ProgrammeOptions = NO_SITE,
): ProgrammeState {
  return programmeCourse(programme, history, options).state;
}

/**
 * The state after the last session, and how it came to it. Pure, without a clock: the same history gives the same state.
 * @param history the sessions of one person, the oldest first
 */
export function programmeCourse(
  programme: Programme,
  history: ProgrammeHistory,
  options: ProgrammeOptions = NO_SITE,
): ProgrammeCourse {
  const tracks = programme.tracks.map((track) => new TrackCourse(track, options));
  const stop = new StopRule(programme);
  openTracks(tracks, null, options);
  const course: SessionVerdict[] = [];
  let before = tracks.map((track) => track.state(null));
  for (const session of history) {
    const pain = painOf(session.notes, programme);
    const stopped = stop.session(session, pain);
    const unsettled = unsettledBy(session.notes, programme);
    const workUs = Math.min(...session.parts.map(({ startUs }) => startUs));
    const isEarly = ({ timeUs }: TimedNote): boolean => timeUs <= workUs;
    override(tracks, session.notes.filter(isEarly));
    for (const track of tracks) track.session({ session, pain, unsettled, stopped });
    override(
      tracks,
      session.notes.filter((note) => !isEarly(note)),
    );
    // Nothing new is begun while there is pain.
    if (stopped === null && !isPainful(pain)) openTracks(tracks, session, options);
    const after = tracks.map((track) => track.state(stopped));
    course.push(verdictOf(session, pain, stopped, verdicts(before, after)));
    before = after;
  }
  const state: ProgrammeState = {
    sessions: history.filter(({ isAhead }) => !isAhead).length,
    simulated: history.some(({ simulated }) => simulated),
    stopped: stop.reason,
    stopKind: stop.kind,
    tracks: tracks.map((track) => track.state(stop.reason)),
    graduation: graduationOf(history, programme),
    changes: changesOf(history, options),
  };
  return { state, course };
}

function verdictOf(
  { id, startUs, simulated, notes, isAhead = false }: ProgrammeSession,
  pain: SessionPain,
  stopped: string | null,
  tracks: readonly TrackVerdict[],
): SessionVerdict {
  const said = notes.map(({ note }) => programmeNoteWords(note));
  return { id, startUs, simulated, isAhead, pain, said, stopped, tracks };
}

function verdicts(before: readonly TrackState[], after: readonly TrackState[]): TrackVerdict[] {
  return after.flatMap((now, i) => {
    const { id, name, decision, step, judged, reasons } = now;
    const was = before[i];
    if (decision === 'closed' || reasons === was.reasons) return [];
    const own = judged === was.judged ? null : (judged?.step ?? null);
    return [{ track: id, name, decision, judged: own, next: step?.id ?? null, reasons }];
  });
}

/** What a coach decides before the work holds for that work, what after it for the next. */
function override(tracks: readonly TrackCourse[], notes: readonly TimedNote[]): void {
  for (const { note } of notes) {
    if (note.override?.action !== 'setStep') continue;
    for (const track of tracks) track.setStep(note.override.step, note.override.reason);
  }
}

function openTracks(
  tracks: readonly TrackCourse[],
  session: ProgrammeSession | null,
  options: ProgrammeOptions,
): void {
  for (const track of tracks) {
    if (track.isOpen) continue;
    switch (track.entry) {
      case undefined:
        track.open(null, 'this comes first');
        break;
      case ENTRY_AFTER_FIRST_BALANCE:
        if (tracks.some(({ id, isFirstPassed }) => id === BALANCE && isFirstPassed))
          track.open(null, 'the first balance step is passed');
        else track.stayClosed('opens when the first balance step is passed');
        break;
      case ENTRY_ONE_SIDE: {
        const found = session && oneSided(session, options);
        if (found?.affected) track.open(found.affected, found.sentence);
        else if (found) track.stayClosed(found.sentence);
        else if (!session)
          track.stayClosed('opens when an assessment shows one side in, the other in line');
      }
    }
  }
}
