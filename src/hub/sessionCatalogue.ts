import { deleteSessions } from '../recording/deletion/deleteSessions.ts';
import { type DeletionPlan, planDeletion } from '../recording/deletion/planDeletion.ts';
import { listSessions, type SessionListing } from '../recording/sessions/listSessions.ts';
import { openHead } from '../recording/sessions/openHead.ts';
import { describeSession, type SessionDescription } from '../recording/sidecar/describeSession.ts';
import type { Sidecar, SidecarChange } from '../recording/sidecar/sidecar.ts';
import { edited, type SidecarEdit } from '../recording/sidecar/sidecarEdit.ts';
import { changeSidecar, readSidecar } from '../recording/sidecar/sidecarFile.ts';
import { UnknownRecordingError } from './recordingLibrary.ts';

/** A session with all that was said of it. */
export interface DescribedSession {
  readonly session: SessionListing;
  readonly described: SessionDescription;
  readonly history: readonly SidecarChange[];
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

  constructor(folders: readonly [own: string, ...others: string[]]) {
    this.#folders = folders;
  }

  async list(): Promise<SessionListing[]> {
    return (await Promise.all(this.#folders.map((folder) => listSessions(folder)))).flat();
  }

  /** @throws UnknownRecordingError */
  async listing(id: string): Promise<SessionListing> {
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
    const { path } = await this.#own(id);
    await changeSidecar(path, (before) => edited(before, edit, by, atUs));
    return this.describe(id);
  }

  /** @throws UnknownRecordingError, CatalogueError, RecordingError where one is not closed */
  async planDeletion(id: string): Promise<DeletionPlan> {
    const { path } = await this.#own(id);
    return planDeletion(this.#folders[0], (each) => each.path === path);
  }

  /** Of all recordings of one person. @throws CatalogueError, RecordingError */
  async planSubjectDeletion(subject: string): Promise<DeletionPlan> {
    const own = await listSessions(this.#folders[0]);
    if (!own.some((each) => each.subject === subject)) {
      throw new CatalogueError(`There is no recording of "${subject}" here.`);
    }
    return planDeletion(this.#folders[0], (each) => each.subject === subject);
  }

  delete(plan: DeletionPlan, by: string, nowUs: () => number) {
    return deleteSessions(plan, by, nowUs);
  }

  async #own(id: string): Promise<SessionListing> {
    const own = (await listSessions(this.#folders[0])).find((each) => each.id === id);
    if (own !== undefined) return own;
    if ((await this.list()).some((each) => each.id === id)) {
      throw new CatalogueError(`"${id}" comes with the program and stays as it is.`);
    }
    throw new UnknownRecordingError(id);
  }
}

async function described(session: SessionListing, sidecar: Sidecar): Promise<DescribedSession> {
  // The list has no notes: they stand in the recording and may be long.
  const recorded = await openHead(session.path);
  return { session, described: describeSession(recorded, sidecar), history: sidecar.history };
}
