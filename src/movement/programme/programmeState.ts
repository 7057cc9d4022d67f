import { type Change, changesOf } from './changes.ts';
import { oneSided } from './entryRules.ts';
import { type Graduation, graduationOf } from './graduation.ts';
import type { ProgrammeHistory, ProgrammeSession, TimedNote } from './history.ts';
import { NO_SITE, type ProgrammeOptions } from './options.ts';
import { painOf, type SessionPain, unsettledBy } from './painRule.ts';
import { ENTRY_AFTER_FIRST_BALANCE, ENTRY_ONE_SIDE, type Programme } from './programme.ts';
import { TrackCourse } from './trackCourse.ts';
import type { TrackState } from './trackState.ts';

/** The track whose first step opens the squats. */
const BALANCE = 'SLB';

/** Shown wherever the rules say to stop. */
export const STOP_WORDS = 'Stop and ask a health professional.';

/** Where a person stands in the programme: a function of the recorded history alone. */
export interface ProgrammeState {
  readonly sessions: number;
  /** True where any session came from a simulator. */
  readonly simulated: boolean;
  /** Why nothing may be done now; null where it may. */
  readonly stopped: string | null;
  readonly tracks: readonly TrackState[];
  readonly graduation: Graduation;
  /** Against the first time, beyond what is scatter. */
  readonly changes: readonly Change[];
}

/**
 * The state after the last session. Pure, without a clock: the same history gives the same state.
 * @param history the sessions of one person, the oldest first
 */
export function programmeState(
  programme: Programme,
  history: ProgrammeHistory,
  options: ProgrammeOptions = NO_SITE,
): ProgrammeState {
  const tracks = programme.tracks.map((track) => new TrackCourse(track, options));
  const stop = new StopRule(programme);
  openTracks(tracks, null, options);
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
    if (stopped === null && pain.level !== 'hold') openTracks(tracks, session, options);
  }
  return {
    sessions: history.length,
    simulated: history.some(({ simulated }) => simulated),
    stopped: stop.reason,
    tracks: tracks.map((track) => track.state(stop.reason)),
    graduation: graduationOf(history, programme),
    changes: changesOf(history, options),
  };
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

/** What stops everything, and what lets it go on. */
class StopRule {
  readonly #programme: Programme;
  #injury = false;
  /** With pain alone, the next session without pain may go on; a sign needs somebody's word. */
  #stop: { readonly reason: string; readonly bySign: boolean } | null = null;

  constructor(programme: Programme) {
    this.#programme = programme;
  }

  get reason(): string | null {
    if (this.#injury) {
      return `the knee or ankle was hurt lately: do not start. ${STOP_WORDS}`;
    }
    return this.#stop && `${this.#stop.reason}. ${STOP_WORDS}`;
  }

  session({ notes }: ProgrammeSession, pain: SessionPain): string | null {
    const goMax = this.#programme.pain.go[1];
    const isFree = pain.before !== null && pain.before <= goMax;
    if (this.#stop && !this.#stop.bySign && isFree) this.#stop = null;
    for (const { note } of notes) {
      if (note.override?.action === 'resume') this.#stop = null;
      if (note.recentInjury !== undefined) this.#injury = note.recentInjury;
    }
    if (pain.level === 'stop') {
      this.#stop = { reason: pain.reasons.join('; '), bySign: pain.signs.length > 0 };
    }
    return this.reason;
  }
}
