import type { ProgrammeSession } from './history.ts';
import { painOf } from './painRule.ts';
import type { Programme } from './programme.ts';
import type { StopKind } from './programmeCourse.ts';
import type { SessionPain } from './sessionPain.ts';

/** Shown wherever the rules say to stop. */
export const STOP_WORDS = 'Stop and ask a health professional.';

/** What stops everything, and what lets it go on. */
export class StopRule {
  readonly #programme: Programme;
  #injury = false;
  /** With pain alone, the next session without pain may go on; a sign needs somebody's word. */
  #stop: { readonly reason: string; readonly bySign: boolean } | null = null;

  constructor(programme: Programme) {
    this.#programme = programme;
  }

  /** Why nothing may be done; null where it may. */
  get reason(): string | null {
    if (this.#injury) {
      return `the knee or ankle was hurt lately: do not start. ${STOP_WORDS}`;
    }
    return this.#stop && `${this.#stop.reason}. ${STOP_WORDS}`;
  }

  /** What lets it go on differs by it; null where nothing stops it. */
  get kind(): StopKind | null {
    if (this.#injury) return 'hurt';
    return this.#stop && (this.#stop.bySign ? 'sign' : 'pain');
  }

  session({ notes }: ProgrammeSession, pain: SessionPain): string | null {
    const goMax = this.#programme.pain.go[1];
    const isFree = pain.before !== null && pain.before <= goMax;
    if (this.#stop && !this.#stop.bySign && isFree) this.#stop = null;
    for (const { note } of notes) {
      if (note.recentInjury !== undefined) this.#injury = note.recentInjury;
    }
    const resumed = notes.findLastIndex(({ note }) => note.override?.action === 'resume');
    if (resumed >= 0) this.#stop = null;
    // Somebody's word lifts what was said before it, and nothing that is said later.
    const since = resumed < 0 ? pain : painOf(notes.slice(resumed), this.#programme);
    if (since.level === 'stop') {
      this.#stop = { reason: since.reasons.join('; '), bySign: since.signs.length > 0 };
    }
    return this.reason;
  }
}
