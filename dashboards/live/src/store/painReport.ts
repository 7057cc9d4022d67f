import { signal } from '@preact/signals';
import type { ProgrammeNote, StopSign } from '../../../../src/model/programmeNote.ts';
import type { ControlMessage } from '../../../../src/stream/client.ts';
import { HubApiError, sendToHub } from '../api/hubApi.ts';

export type PainWhen = 'before' | 'during' | 'after' | 'nextDay';

/** What a person tells: 0 (none) to 10 where a number was chosen, and signs to stop at. */
export interface PainTold {
  readonly when: PainWhen;
  readonly score: number | null;
  readonly signs: readonly StopSign[];
}

export interface PainResult {
  readonly told: PainTold;
  /** Why the hub did not take it, in a sentence; null once it has. */
  readonly refusal: Promise<string | null>;
}

/** Why the hub did not take a note, in a sentence; null once it has. */
export type SayNote = (note: ProgrammeNote) => Promise<string | null>;

const NOT_CONNECTED = 'Not connected to the hub, so this was not recorded.';

/** `go`: carry on as it is; `ease`: easier, or no further; `stop`: no further, and ask someone. */
export type PainLevel = 'go' | 'ease' | 'stop';

export const STOP_SENTENCE = 'Stop. Ask a health professional before going on.';
export const EASE_SENTENCE = 'Make it easier or stop here.';

/** From here on it is to be made easier; above the second it is the end ([movement] §4). */
const EASE_FROM = 3;
const STOP_ABOVE = 5;

export function painLevel({ score, signs }: Pick<PainTold, 'score' | 'signs'>): PainLevel {
  if (signs.length > 0 || (score !== null && score > STOP_ABOVE)) return 'stop';
  return score !== null && score >= EASE_FROM ? 'ease' : 'go';
}

const WHEN: Readonly<Record<PainWhen, string>> = {
  before: 'before the session',
  during: 'in this set',
  after: 'after the session',
  nextDay: 'the day after',
};

/** `pain 4 of 10 in this set, giving way`: for the marker, and for the person to see what was sent. */
export function painWords({ when, score, signs }: PainTold): string {
  const pain = score === null ? [] : [`pain ${score} of 10 ${WHEN[when]}`];
  return [...pain, ...signs].join(', ');
}

/** For the programme. */
export function painNote({ when, score, signs }: PainTold): ProgrammeNote {
  return {
    // Signs count for the session that the rest of the note is about, also without a number.
    ...(score === null && (when === 'before' || when === 'nextDay') && { lastTime: {} }),
    ...(score !== null && scoreNote(when, score)),
    ...(signs.length > 0 && { signs: [...signs] }),
  };
}

function scoreNote(when: PainWhen, score: number): ProgrammeNote {
  switch (when) {
    case 'before':
      return { painBefore: score };
    case 'during':
      return { painDuring: score };
    case 'after':
      return { painAfter: score };
    case 'nextDay':
      return { lastTime: { painNextDay: score } };
  }
}

/** Why somebody is to stop, in their own words. */
export interface StopReason {
  /** Whose session it was then; null of nobody named. */
  readonly who: string | null;
  readonly words: string;
}

/** Sends what a person tells of pain, and keeps the word to stop on screen until it is dismissed. */
export class PainReport {
  /** null where nothing says so. */
  readonly stopFor = signal<StopReason | null>(null);
  readonly #whoNow: () => string | null;
  readonly #send: (message: ControlMessage) => boolean;
  readonly #mark: (label: string) => Promise<unknown>;

  /**
   * @param whoNow whose session goes on; null of nobody named
   * @param mark rejects with a {@link HubApiError} where the hub does not take the marker
   */
  constructor(
    send: (message: ControlMessage) => boolean,
    whoNow: () => string | null,
    mark = (label: string): Promise<unknown> => sendToHub('live/marker', { label }),
  ) {
    this.#send = send;
    this.#whoNow = whoNow;
    this.#mark = mark;
  }

  /**
   * What to do does not wait for the hub.
   * @param say another way for the note than the stream, with why it was not taken
   */
  tell(told: PainTold, say: SayNote = this.#overStream): PainResult {
    // Another person may begin before it is read.
    if (painLevel(told) === 'stop') {
      this.stopFor.value = { who: this.#whoNow(), words: painWords(told) };
    }
    return { told, refusal: this.#record(told, say) };
  }

  dismissStop(): void {
    this.stopFor.value = null;
  }

  /** The marker at this instant, then the note: where the one is not taken, the other is not sent. */
  async #record(told: PainTold, say: SayNote): Promise<string | null> {
    try {
      await this.#mark(painWords(told));
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      return `Not recorded: ${error.message}`;
    }
    return say(painNote(told));
  }

  readonly #overStream: SayNote = async (note) =>
    this.#send({ type: 'programmeNote', note }) ? null : NOT_CONNECTED;
}
