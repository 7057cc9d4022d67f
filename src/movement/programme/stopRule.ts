import type { ProgrammeSession, TimedNote } from './history.ts';
import { painOf } from './painRule.ts';
import type { Programme } from './programme.ts';
import type { StopKind } from './programmeCourse.ts';
import type { SessionPain } from './sessionPain.ts';

/** Shown wherever the rules say to stop. */
export const STOP_WORDS = 'Stop and ask a health professional.';

interface Stop {
  readonly reasons: readonly string[];
  /** A sign needs somebody's word; with pain alone, the next session without pain may go on. */
  readonly bySign: boolean;
  /** Of the sessions it comes from. */
  readonly notes: readonly TimedNote[];
}

/** What stops everything, and what lets it go on. */
export class StopRule {
  readonly #programme: Programme;
  #injury = false;
  #stop: Stop | null = null;

  constructor(programme: Programme) {
    this.#programme = programme;
  }

  /** Why nothing may be done; null where it may. */
  get reason(): string | null {
    if (this.#injury) {
      return `the knee or ankle was hurt lately: do not start. ${STOP_WORDS}`;
    }
    return this.#stop && `${this.#stop.reasons.join('; ')}. ${STOP_WORDS}`;
  }

  /** What lets it go on differs by it; null where nothing stops it. */
  get kind(): StopKind | null {
    if (this.#injury) return 'hurt';
    return this.#stop && (this.#stop.bySign ? 'sign' : 'pain');
  }

  session({ notes }: ProgrammeSession, pain: SessionPain): string | null {
    const goMax = this.#programme.pain.go[1];
    if (this.#stop && !this.#stop.bySign && pain.before !== null && pain.before <= goMax) {
      const isFree = ({ note: { painBefore } }: TimedNote): boolean =>
        painBefore !== undefined && painBefore <= goMax;
      this.#stop = this.#saidSince(notes.findLast(isFree));
    }
    for (const { note } of notes) {
      if (note.recentInjury !== undefined) this.#injury = note.recentInjury;
    }
    const resumed = notes.findLastIndex(({ note }) => note.override?.action === 'resume');
    if (resumed >= 0) this.#stop = this.#saidSince(notes[resumed]);
    const own = resumed < 0 ? notes : notes.slice(resumed);
    this.#stop = stopBy(own, resumed < 0 ? pain : painOf(own, this.#programme), this.#stop);
    return this.reason;
  }

  /** A word lifts what was said before it, and nothing that is said later, also of a session before. */
  #saidSince(word: TimedNote | undefined): Stop | null {
    if (this.#stop === null || word === undefined) return this.#stop;
    const later = this.#stop.notes.filter(({ timeUs }) => timeUs > word.timeUs);
    return stopBy(later, painOf(later, this.#programme), null);
  }
}

/** With what stopped before; one by a sign stays one. */
function stopBy(notes: readonly TimedNote[], pain: SessionPain, before: Stop | null): Stop | null {
  if (pain.level !== 'stop') return before;
  const bySign = pain.signs.length > 0;
  const kept = before?.bySign && !bySign ? before.reasons : [];
  return {
    reasons: [...new Set([...kept, ...pain.reasons])],
    bySign: bySign || kept.length > 0,
    notes: [...(before?.notes ?? []), ...notes],
  };
}
