import type { ProgrammeNote } from '../model/programmeNote.ts';
import type { TimedNote } from '../movement/programme/history.ts';
import { FeedError } from './feed.ts';
import type { LiveFeed } from './liveSession.ts';
import { choiceAfter, type SessionChoice } from './sessionChoice.ts';
import type { SessionPlan } from './sessionPlan.ts';
import type { SessionWish } from './sessionWish.ts';
import { choiceFrom, type SessionStart } from './settingsAfter.ts';

export interface LiveSessionsOptions {
  readonly feed: Pick<
    LiveFeed,
    'turnTo' | 'facts' | 'status' | 'plan' | 'programmeNotes' | 'control'
  >;
  /** Of the session that begins with the first sensor. */
  readonly first: SessionChoice;
  /** What a session of this choice is recorded and computed with. */
  readonly planOf: (choice: SessionChoice) => SessionPlan;
}

/** The session of the sensors, and how another one begins. */
export class LiveSessions {
  readonly #options: LiveSessionsOptions;
  #choice: SessionChoice;
  /** What the session in force began from. */
  #start: SessionStart;
  /** What the next one begins from. */
  #nextStart: SessionStart;
  /** One at a time: each goes by what the one before chose. */
  #turning: Promise<void> = Promise.resolve();

  constructor(options: LiveSessionsOptions) {
    this.#options = options;
    this.#choice = options.first;
    this.#start = options.first;
    this.#nextStart = options.first;
  }

  /** Of the session in force, or of the one that begins with the first sensor. */
  get choice(): SessionChoice {
    return this.#choice;
  }

  /** The settings of the next session, where its wish names no others. */
  get nextSettings(): SessionChoice['settings'] {
    return choiceFrom(this.#choice, this.#start, this.#nextStart).settings;
  }

  /** In the next session where its wish names none: of the same person, and of somebody else; null for lengths. */
  get nextHeightM(): { readonly same: number | null; readonly other: number | null } {
    const { heightM } = choiceFrom(this.#choice, this.#start, this.#nextStart);
    return { same: heightM, other: this.#nextStart.heightM };
  }

  /** What was said of the programme in the session in force, and of whom it is. */
  get said(): { readonly subject: string; readonly notes: readonly TimedNote[] } {
    const { plan, programmeNotes } = this.#options.feed;
    return { subject: plan.subject, notes: programmeNotes };
  }

  /** @throws FeedError where the session in force is of somebody else, or none has begun */
  async say(subject: string, note: ProgrammeNote): Promise<void> {
    const { feed } = this.#options;
    if (feed.plan.subject !== subject) {
      throw new FeedError(`No session of ${subject} goes on now: it ended or is of somebody else.`);
    }
    await feed.control({ type: 'programmeNote', note });
  }

  /** From the next session on; the one in force stays as it is. */
  startFrom(start: SessionStart): void {
    this.#nextStart = start;
  }

  /** Id of its recording; empty before the first, and while the disk takes none. */
  get session(): string {
    return this.#options.feed.facts.session;
  }

  /** Hub time; null before the first sensor. */
  get startedUs(): number | null {
    return this.#options.feed.status.recording.startedUs;
  }

  /** Ends the session in force and begins another; where no sensor streams yet, with the first that does. */
  begin(wish: SessionWish): Promise<void> {
    const turn = this.#turning.then(async () => {
      const start = this.#nextStart;
      const before = choiceFrom(this.#choice, this.#start, start);
      const next = choiceAfter(before, wish, start);
      await this.#options.feed.turnTo(this.#options.planOf(next));
      this.#choice = next;
      this.#start = start;
    });
    this.#turning = turn.catch(() => undefined);
    return turn;
  }
}
