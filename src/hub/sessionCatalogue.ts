import { stat } from 'node:fs/promises';
import { Emitter } from '../model/emitter.ts';
import type { RecordingListing } from '../recording/catalogue.ts';
import { deleteSessions } from '../recording/deletion/deleteSessions.ts';
import { type DeletionPlan, planDeletion } from '../recording/deletion/planDeletion.ts';
import { ListingMemory } from '../recording/listingMemory.ts';
import { openRecording } from '../recording/reader.ts';
import { recoverRecording } from '../recording/recover.ts';
import { listSessions, type SessionListing } from '../recording/sessions/listSessions.ts';
import { openHead } from '../recording/sessions/openHead.ts';
import { describeSession, type SessionDescription } from '../recording/sidecar/describeSession.ts';
import type { Sidecar, SidecarChange } from '../recording/sidecar/sidecar.ts';
import { edited, type SidecarEdit } from '../recording/sidecar/sidecarEdit.ts';
import { changeSidecar, readSidecar } from '../recording/sidecar/sidecarFile.ts';
import { refuseOtherTrials, trialCount } from '../recording/sidecar/trialsThere.ts';
import type { RecordingContents } from '../stream/answers/contents.ts';
import type { RecoveredAnswer } from '../stream/answers/recordings.ts';
import { contentsOf } from './recordingContents.ts';
import { UnknownRecordingError } from './recordingLibrary.ts';

/** A recorder writes several times a second; a file that rests for so long has none. */
const AT_REST_MS = 30_000;

/** A session, and whether it is the hub's own; one that comes with the program stays as it is. */
export interface CatalogueListing extends SessionListing {
  readonly own: boolean;
}

/** A session with all that was said of it. */
export interface DescribedSession {
  readonly session: CatalogueListing;
  readonly described: SessionDescription;
  readonly history: readonly SidecarChange[];
}

/** What is said of a recording now, and who wants to know it after each edit here. */
export interface SaidOfRecording {
  readonly said: Sidecar;
  /** @returns the function that ends it */
  readonly onSaid: (listener: (said: Sidecar) => void) => () => void;
}

/** Something that may not be done to these recordings, in a sentence. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
}

/**
 * What is said of the hub's recordings, and their deletion. Its own folder comes first, and only what
 * lies there may be changed; an id selects among what is listed and never makes a path.
 */
export class SessionCatalogue {
  readonly #folders: readonly [own: string, ...others: string[]];
  readonly #memory = new ListingMemory<RecordingListing>();
  readonly #edits = new Emitter<{ edited: [path: string, sidecar: Sidecar] }>();
  #reading: Promise<void> = Promise.resolve();

  constructor(folders: readonly [own: string, ...others: string[]]) {
    this.#folders = folders;
  }

  async list(): Promise<CatalogueListing[]> {
    const listed = this.#folders.map(async (folder) => {
      const own = folder === this.#folders[0];
      return (await listSessions(folder, this.#memory)).map((session) => ({ ...session, own }));
    });
    const all = (await Promise.all(listed)).flat();
    // A copy of the hub's own hides what comes with the program, as it does where an id is looked up.
    const ids = new Set<string>();
    return all.filter(({ id }) => !ids.has(id) && ids.add(id));
  }

  /** @throws UnknownRecordingError */
  async listing(id: string): Promise<CatalogueListing> {
    const session = (await this.list()).find((each) => each.id === id);
    if (session === undefined) throw new UnknownRecordingError(id);
    return session;
  }

  /** @throws UnknownRecordingError */
  async describe(id: string): Promise<DescribedSession> {
    const session = await this.listing(id);
    const { sidecar } = await readSidecar(session.path);
    return described(session, sidecar);
  }

  /**
   * @param by who says it
   * @param atUs when, microseconds since the Unix epoch
   * @throws UnknownRecordingError, CatalogueError, SidecarEditError, RecordingError
   */
  async edit(id: string, edit: SidecarEdit, by: string, atUs: number): Promise<DescribedSession> {
    const { path, finished } = await this.#own(id);
    // Which trials one that is open will have is not known yet.
    const trials = edit.trials !== undefined && finished ? await trialCount(path) : null;
    const after = await changeSidecar(path, (before) => {
      if (trials !== null) refuseOtherTrials(before, edit, trials);
      return edited(before, edit, by, atUs);
    });
    this.#edits.emit('edited', path, after);
    return this.describe(id);
  }

  /** @param path of a recording that is shown, here or elsewhere */
  async saidOf(path: string): Promise<SaidOfRecording> {
    const { sidecar: said } = await readSidecar(path);
    const onSaid: SaidOfRecording['onSaid'] = (listener) =>
      this.#edits.on('edited', (edited, after) => {
        if (edited === path) listener(after);
      });
    return { said, onSaid };
  }

  /**
   * What was recorded in it, in the short. One at a time: a long recording takes a second.
   * @throws UnknownRecordingError, RecordingError where it cannot be read
   */
  contents(id: string): Promise<RecordingContents> {
    return this.#inTurn(async () => {
      const recording = await openRecording((await this.listing(id)).path);
      try {
        return await contentsOf(recording);
      } finally {
        await recording.close();
      }
    });
  }

  /**
   * Gives one that broke off the end that its recorder could not write. What wrote it lately may still
   * be at it. One at a time: two would write their ends over each other.
   * @throws UnknownRecordingError, CatalogueError, RecordingError where it cannot be mended
   */
  recover(id: string, nowMs: number): Promise<RecoveredAnswer> {
    return this.#inTurn(async () => {
      const { path, finished } = await this.#own(id);
      if (finished) throw new CatalogueError(`"${id}" is closed and needs no mending.`);
      if (nowMs - (await stat(path)).mtimeMs < AT_REST_MS) {
        throw new CatalogueError(`"${id}" is being written, or was a moment ago: try again later.`);
      }
      const { durationS, losses, tornBytes } = await recoverRecording(path);
      return { durationS, losses: losses.length, tornBytes };
    });
  }

  /** @throws UnknownRecordingError, CatalogueError, RecordingError where one is not closed */
  async planDeletion(id: string): Promise<DeletionPlan> {
    const { path } = await this.#own(id);
    return planDeletion(this.#folders[0], (each) => each.path === path);
  }

  /** Of all recordings of one person. @throws CatalogueError, RecordingError */
  async planSubjectDeletion(subject: string): Promise<DeletionPlan> {
    const own = await listSessions(this.#folders[0], this.#memory);
    if (!own.some((each) => each.subject === subject)) {
      throw new CatalogueError(`There is no recording of "${subject}" here.`);
    }
    return planDeletion(this.#folders[0], (each) => each.subject === subject);
  }

  delete(plan: DeletionPlan, by: string, nowUs: () => number) {
    return deleteSessions(plan, by, nowUs);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#reading.then(work);
    this.#reading = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #own(id: string): Promise<SessionListing> {
    const own = (await listSessions(this.#folders[0], this.#memory)).find((each) => each.id === id);
    if (own !== undefined) return own;
    if ((await this.list()).some((each) => each.id === id)) {
      throw new CatalogueError(`"${id}" comes with the program and stays as it is.`);
    }
    throw new UnknownRecordingError(id);
  }
}

async function described(session: CatalogueListing, sidecar: Sidecar): Promise<DescribedSession> {
  // The list has no notes: they stand in the recording and may be long.
  const recorded = await openHead(session.path);
  return { session, described: describeSession(recorded, sidecar), history: sidecar.history };
}
