import type { ProgrammeNote } from '../model/programmeNote.ts';
import { programmeNoteWords } from '../model/programmeNoteWords.ts';
import { TASKS } from '../model/task.ts';
import { DECISION_WORDS } from '../movement/programme/decisionWords.ts';
import type { TimedNote } from '../movement/programme/history.ts';
import type { ProgrammeOptions } from '../movement/programme/options.ts';
import type { PersonProgramme, SaidDecision } from '../movement/programme/personProgramme.ts';
import { PROGRAMME } from '../movement/programme/programme.ts';
import type { ProgrammeState } from '../movement/programme/programmeCourse.ts';
import { programmeCourse, programmeState } from '../movement/programme/programmeState.ts';
import { toldProgramme } from '../movement/programme/toldProgramme.ts';
import type { SessionListing } from '../recording/sessions/listSessions.ts';
import { readSidecar } from '../recording/sidecar/sidecarFile.ts';
import { gatherWorks } from '../reprocess/sessionHistory/gatherWorks.ts';
import { historyOf } from '../reprocess/sessionHistory/historyOf.ts';
import type { WorkCache } from '../reprocess/sessionHistory/workCache.ts';
import { worksStamp } from '../reprocess/sessionHistory/worksStamp.ts';
import type { PersonStanding, ProgrammePeopleAnswer } from '../stream/answers/programme.ts';
import { FeedError } from './feed.ts';
import type { LiveSessions } from './liveSessions.ts';
import { RecentAnswers } from './recentAnswers.ts';
import {
  CatalogueError,
  type CatalogueListing,
  type SessionCatalogue,
} from './sessionCatalogue.ts';
import { siteRepeatability } from './siteRepeatability.ts';

/** More people than this the list asks for anew each time. */
const MOST_PEOPLE = 5000;

interface Stands {
  readonly standing: PersonStanding;
  readonly leftOut: readonly string[];
}

/** What is said in the session that goes on. */
type LiveWord = Pick<LiveSessions, 'said' | 'say'>;

export interface ProgrammeSources {
  readonly catalogue: SessionCatalogue;
  readonly works: WorkCache;
  /** Where the site keeps what it measured of itself. */
  readonly folder: string;
  /** null where no session is recorded. */
  readonly live: LiveWord | null;
}

/** Where people stand in the programme, from the recordings and from what is said beside them and now. */
export class ProgrammeDesk {
  readonly #catalogue: SessionCatalogue;
  readonly #folder: string;
  readonly #works: WorkCache;
  readonly #live: LiveWord | null;
  /** The work of all people together is more than is kept in memory; where they stand is little. */
  readonly #standings = new RecentAnswers<Stands>(MOST_PEOPLE);

  constructor({ catalogue, folder, works, live }: ProgrammeSources) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#works = works;
    this.#live = live;
  }

  /** @throws StateFileError */
  async people(): Promise<ProgrammePeopleAnswer> {
    const now = this.#live?.said;
    const listed = await this.#catalogue.list();
    const options = await this.#options();
    const site = JSON.stringify(TASKS.map(options.siteOf));
    const found: Stands[] = [];
    for (const subject of new Set(listed.map((each) => each.subject))) {
      const own = listed.filter((each) => each.subject === subject);
      const said = notesOf(subject, now);
      const of = [subject, await worksStamp(own), site, JSON.stringify(said)].join('\n');
      found.push(await this.#standings.of(of, () => this.#stands(subject, own, said, options)));
    }
    const people = found.map(({ standing }) => standing);
    people.sort((a, b) => (b.lastStartedUs ?? 0) - (a.lastStartedUs ?? 0));
    return { people, leftOut: found.flatMap(({ leftOut }) => leftOut) };
  }

  async #stands(
    subject: string,
    own: readonly CatalogueListing[],
    said: readonly TimedNote[],
    options: ProgrammeOptions,
  ): Promise<Stands> {
    const { works, leftOut } = await gatherWorks(own, (path) => this.#works.at(path));
    const history = historyOf(works, said);
    const state = programmeState(PROGRAMME, history, options);
    const lastStartedUs = history.findLast(({ isAhead }) => !isAhead)?.startUs ?? null;
    return { standing: standingOf(subject, state, lastStartedUs), leftOut };
  }

  /** Of somebody without recordings where everybody begins. @throws StateFileError */
  async person(subject: string): Promise<PersonProgramme> {
    // Before the list: a session that ends meanwhile is in both, which says the same twice.
    const now = this.#live?.said;
    const own = (await this.#catalogue.list()).filter((each) => each.subject === subject);
    const { works, leftOut } = await gatherWorks(own, (path) => this.#works.at(path));
    return {
      subject,
      ...programmeCourse(PROGRAMME, historyOf(works, notesOf(subject, now)), await this.#options()),
      programme: toldProgramme(PROGRAMME),
      recordings: Object.fromEntries(own.map(({ sessionId, id }) => [sessionId, id])),
      decisions: await decisionsIn(own),
      notesGoTo: lastOf(own)?.id ?? null,
      leftOut,
    };
  }

  /** Has a note recorded in the session that goes on. @throws FeedError where it is not of this person */
  async sayNow(subject: string, note: ProgrammeNote): Promise<void> {
    if (this.#live === null) throw new FeedError('No session is recorded by this hub.');
    await this.#live.say(subject, note);
  }

  /**
   * Keeps a note beside a recording of the person.
   * @param recording id; undefined for the last one
   * @throws CatalogueError where there is no such recording of the person, or it may not be changed
   */
  async say(
    subject: string,
    { note, by, recording }: { note: ProgrammeNote; by: string; recording: string | undefined },
    atUs: number,
  ): Promise<void> {
    const own = (await this.#catalogue.list()).filter((each) => each.subject === subject);
    const chosen =
      recording === undefined
        ? lastOf(own)
        : own.find(({ id, finished }) => finished && id === recording);
    if (chosen === undefined) {
      throw new CatalogueError(
        `There is no closed recording${recording === undefined ? '' : ` "${recording}"`} of ${subject} here: what is said before the first session is said in it.`,
      );
    }
    await this.#catalogue.edit(chosen.id, { programmeNotes: [note] }, by, atUs);
  }

  async #options(): Promise<ProgrammeOptions> {
    return { siteOf: await siteRepeatability(this.#folder) };
  }
}

function notesOf(subject: string, now: LiveWord['said'] | undefined): readonly TimedNote[] {
  return now?.subject === subject ? now.notes : [];
}

function standingOf(
  subject: string,
  { sessions, simulated, stopped, tracks, graduation }: ProgrammeState,
  lastStartedUs: number | null,
): PersonStanding {
  const steps = tracks.flatMap(({ step, decision }) =>
    step === null ? [] : [`${step.id} ${step.name}, ${DECISION_WORDS[decision]}`],
  );
  const where = graduation.done ? ['end of the programme reached', ...steps] : steps;
  return {
    subject,
    sessions,
    lastStartedUs,
    simulated,
    stopped: stopped !== null,
    line: stopped ?? where.join('; '),
  };
}

/**
 * The newest closed one of the hub's own; of what was computed from it the recording itself, which stays the
 * longest.
 */
function lastOf(recordings: readonly CatalogueListing[]): CatalogueListing | undefined {
  return recordings
    .filter(({ finished, own }) => finished && own)
    .sort((a, b) => b.startedUs - a.startedUs || a.ancestors.length - b.ancestors.length)
    .at(0);
}

async function decisionsIn(own: readonly SessionListing[]): Promise<SaidDecision[]> {
  const found: SaidDecision[] = [];
  for (const { path } of own) {
    const { sidecar } = await readSidecar(path);
    for (const { note, by, atUs } of sidecar.programmeNotes ?? []) {
      if (note.override !== undefined) {
        found.push({ atUs, by, words: programmeNoteWords({ override: note.override }) });
      }
    }
  }
  return found.sort((a, b) => b.atUs - a.atUs);
}
