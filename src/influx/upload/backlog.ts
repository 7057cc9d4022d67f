import { join } from 'node:path';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { InfluxConfig } from '../server/config.ts';
import { type Cursor, CursorStore } from './cursorStore.ts';
import { FailedReads, mayPass } from './failedReads.ts';
import { FolderNames } from './folderNames.ts';
import { type Batch, Followed } from './followed.ts';
import { idOf, isUnfinishedHead, newestFirst, stampOf } from './recordingFile.ts';
import { SubjectBook } from './subjectBook.ts';

/** What stands between a recording and its upload. */
export interface Hold {
  /** Whether nothing of it may be uploaded before what the database has of it is gone. */
  isHeld(id: string): boolean;
  /** Whether lines with this tag `session` are just being deleted. */
  isGoing(session: string): boolean;
  /** Whether the database cannot forget what it has of it. */
  isRefused(id: string): boolean;
  /** Asks to delete what the database has of it. */
  askAnew(id: string, session: string, subject: string, hub: string): Promise<void>;
}

const NO_HOLD: Hold = {
  isHeld: () => false,
  isGoing: () => false,
  isRefused: () => true,
  askAnew: () => Promise.resolve(),
};

/**
 * What a folder of recordings holds that the database does not have yet. Of what is uploaded to its end
 * only the name is kept; a cursor is read once, and again when somebody put right who a recording is of.
 */
export class Backlog {
  readonly #folder: string;
  readonly #config: InfluxConfig;
  readonly #cursors: CursorStore;
  readonly #hold: Hold;
  readonly #isWanted: (name: string) => boolean;
  readonly #files: FolderNames;
  readonly #subjects: SubjectBook;
  readonly #followed = new Map<string, Followed>();
  readonly #finished = new Set<string>();
  /** Names of all files at the last look. */
  #known = new Set<string>();
  /** Recordings that are not finished, newest first. */
  #open = new Set<string>();
  /** Stamp of a recording when it was last read to its end. */
  readonly #readAt = new Map<string, string>();
  readonly #failed = new FailedReads();
  readonly #problems = new Map<string, string>();
  #isHeldUp = false;

  /**
   * @param isWanted by the name of the file; default all
   * @param named as for `plainFilesIn`
   */
  constructor(
    recordingsFolder: string,
    stateFolder: string,
    config: InfluxConfig,
    hold: Hold = NO_HOLD,
    isWanted: (name: string) => boolean = () => true,
    named: ReadonlySet<string> = new Set(),
  ) {
    this.#folder = recordingsFolder;
    this.#config = config;
    this.#cursors = new CursorStore(stateFolder, config);
    this.#hold = hold;
    this.#isWanted = isWanted;
    this.#files = new FolderNames(recordingsFolder, named);
    this.#subjects = new SubjectBook(recordingsFolder);
  }

  /** Which recording could not be read or noted last, in a sentence; null when none. */
  get problem(): string | null {
    return [...this.#problems.values()].at(-1) ?? null;
  }

  /** Recordings of which something is not uploaded, as far as is known. */
  get left(): number {
    const isLeft = (name: string): boolean => !this.#readAt.has(name) || this.#failed.has(name);
    return [...this.#open].filter(isLeft).length;
  }

  /** Whether the last `next` passed over one that is to be uploaded later. */
  get isHeldUp(): boolean {
    return this.#isHeldUp;
  }

  /** Whether a file was there at the last look. */
  knows(name: string): boolean {
    return this.#known.has(name);
  }

  /**
   * What to send next, null when all is sent. Each call goes on behind the last batch.
   * The newest recording that has something comes first, so that "now" is current.
   */
  async next(): Promise<Batch | null> {
    await this.#look();
    this.#isHeldUp = false;
    for (const name of this.#open) {
      if (this.#isPutOff(name)) continue;
      try {
        const batch = await this.#read(name);
        if (batch !== null) return batch;
      } catch (error) {
        await this.#leave(name);
        if (!isUnfinishedHead(error)) this.#noteFailure(name, error);
      }
    }
    return null;
  }

  /**
   * Notes under which names a recording is uploaded, to be done before its first line is sent: the server
   * may store lines and never say so, and then none may follow under other names.
   */
  async begin({ recording, cursor, isFirst }: Batch): Promise<void> {
    if (!isFirst) return;
    await this.#save(recording, { ...cursor, offset: 0, finished: false, lines: {} });
  }

  /** Notes that everything up to the end of this batch is in the database. */
  async keep({ recording, cursor }: Batch): Promise<void> {
    await this.#save(recording, cursor);
    if (cursor.finished) await this.#finish(recording);
  }

  /** Takes up a recording anew, whose cursor was changed by somebody else. `id`: its base name. */
  async restart(id: string): Promise<void> {
    const name = `${id}${RECORDING_SUFFIX}`;
    await this.#leave(name);
    this.#readAt.delete(name);
    this.#failed.clear(name);
    this.#problems.delete(name);
    this.#finished.delete(name);
    this.#list();
  }

  /** Closes the recordings; batches that were not kept come again from another backlog. */
  async close(): Promise<void> {
    for (const name of [...this.#followed.keys()]) await this.#leave(name);
  }

  async #look(): Promise<void> {
    if (!(await this.#files.look())) return;
    const { names } = this.#files;
    if (await this.#subjects.learn(names)) {
      // Whoever was put right may be the person of any other recording: all cursors are read again.
      await this.close();
      this.#finished.clear();
      this.#readAt.clear();
    }
    const there = new Set(names);
    this.#known = there;
    for (const kept of [this.#finished, this.#readAt, this.#problems]) {
      for (const name of kept.keys()) if (!there.has(name)) kept.delete(name);
    }
    for (const name of this.#failed.keys()) if (!there.has(name)) this.#failed.clear(name);
    for (const name of [...this.#followed.keys()]) if (!there.has(name)) await this.#leave(name);
    this.#list();
  }

  #list(): void {
    const names = this.#files.names
      .filter((name) => name.endsWith(RECORDING_SUFFIX) && this.#isWanted(name))
      .filter((name) => !this.#finished.has(name));
    this.#open = new Set(names.sort(newestFirst));
  }

  #isPutOff(name: string): boolean {
    const isPutOff = this.#hold.isHeld(idOf(name)) || this.#failed.isEarly(name);
    this.#isHeldUp ||= isPutOff;
    return isPutOff;
  }

  async #read(name: string): Promise<Batch | null> {
    const path = join(this.#folder, name);
    const stamp = await stampOf(path);
    if (stamp === this.#readAt.get(name)) return null;
    // Set first: what is no recording is tried again only when it has changed.
    this.#readAt.set(name, stamp);
    const batch = await this.#nextOf(name, path);
    if (this.#failed.clear(name)) this.#problems.delete(name);
    if (batch === null) return null;
    const problem = this.#followed.get(name)?.problem ?? null;
    if (problem !== null) this.#tell(name, `${name} ${problem}`);
    this.#readAt.delete(name);
    return batch;
  }

  async #nextOf(name: string, path: string): Promise<Batch | null> {
    const followed = this.#followed.get(name) ?? (await this.#follow(name, path));
    // A copy has the same lines as what is being deleted.
    if (followed !== null && this.#hold.isGoing(followed.session)) {
      this.#isHeldUp = true;
      this.#readAt.delete(name);
      return null;
    }
    return (await followed?.nextBatch()) ?? null;
  }

  async #follow(name: string, path: string): Promise<Followed | null> {
    const id = idOf(name);
    const cursor = await this.#cursors.read(name);
    if (cursor !== null && (await this.#isUnderAnother(id, cursor))) {
      this.#readAt.delete(name);
      return null;
    }
    if (cursor?.finished) {
      await this.#finish(name);
      return null;
    }
    const followed = await Followed.open(
      path,
      id,
      name,
      cursor,
      this.#config,
      (recordedSubject, kin) =>
        this.#subjects.subjectOf({ id, recordedSubject, kin }) ?? recordedSubject,
    );
    this.#followed.set(name, followed);
    return followed;
  }

  /** Whether it is uploaded under a pseudonym that was put right since; that is then to be deleted. */
  async #isUnderAnother(id: string, cursor: Cursor): Promise<boolean> {
    const subject = this.#subjects.subjectOf({ id, ...cursor });
    if (subject === null || subject === cursor.subject || this.#hold.isRefused(id)) return false;
    await this.#hold.askAnew(id, cursor.session, cursor.subject, cursor.hub);
    return true;
  }

  async #save(recording: string, cursor: Cursor): Promise<void> {
    try {
      await this.#cursors.save(recording, cursor);
    } catch (error) {
      this.#tell(
        recording,
        `how far ${recording} is uploaded cannot be noted, so it will be sent again after a restart: ${withoutPath(error)}`,
      );
    }
  }

  async #finish(name: string): Promise<void> {
    await this.#leave(name);
    this.#finished.add(name);
    this.#open.delete(name);
  }

  async #leave(name: string): Promise<void> {
    const followed = this.#followed.get(name);
    this.#followed.delete(name);
    await followed?.close();
  }

  #noteFailure(name: string, error: unknown): void {
    const isPassing = mayPass(error);
    this.#failed.note(name, isPassing);
    if (isPassing) {
      this.#readAt.delete(name);
      this.#isHeldUp = true;
    }
    const when = isPassing ? ' now, which is tried again' : '';
    this.#tell(name, `${name} cannot be uploaded${when}: ${withoutPath(error)}`);
  }

  #tell(name: string, sentence: string): void {
    this.#problems.delete(name);
    this.#problems.set(name, sentence);
  }
}
