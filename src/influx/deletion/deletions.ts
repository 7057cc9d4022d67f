import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  DELETION_REQUEST_VERSION,
  type DeletionRequest,
  uploadsOf,
} from '../../recording/deletion/deletionRequest.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import type { InfluxConfig } from '../server/config.ts';
import { bucketName, CursorStore } from '../upload/cursorStore.ts';
import { DeletionFaults } from './deletionFaults.ts';
import { LinesGoing } from './linesGoing.ts';
import { doneIn, hubsIn } from './openUploads.ts';
import { type ReadRequest, RequestFiles } from './requestFiles.ts';

/** A request is written before the files go: within this they are on their way. */
const FILES_GO_WITHIN_MS = 10_000;
const BY = 'uploader';

/** A request that is being followed. */
interface Followed {
  readonly read: ReadRequest;
  readonly uploads: DeletionRequest['uploads'];
  readonly lines: LinesGoing;
}

/**
 * Takes out of one bucket what requests in the recordings folder ask for. They are files, so that a
 * deletion outlives a server that is away and a hub that is killed; whatever is done twice changes nothing.
 */
export class Deletions {
  readonly #isWanted: (id: string) => boolean;
  readonly #folder: string;
  readonly #config: InfluxConfig;
  readonly #bucket: string;
  readonly #files: RequestFiles;
  readonly #cursors: CursorStore;
  /** When each was seen first, by its text. */
  readonly #seenMs = new Map<string, number>();
  readonly #faults = new DeletionFaults();
  /** For the count alone, also while a request is followed. */
  readonly #counted: RequestFiles;
  #followed: Followed | null = null;
  #hasNew = false;
  #waiting = 0;

  /** `isWanted`: whose requests are followed, by the base name of the recording; default all. */
  constructor(
    recordingsFolder: string,
    config: InfluxConfig,
    isWanted: (id: string) => boolean = () => true,
  ) {
    this.#isWanted = isWanted;
    this.#folder = recordingsFolder;
    this.#config = config;
    this.#bucket = bucketName(config);
    this.#files = new RequestFiles(recordingsFolder);
    this.#counted = new RequestFiles(recordingsFolder);
    this.#cursors = new CursorStore(join(recordingsFolder, STATE_FOLDER), config);
  }

  /** Requests that this bucket has not followed, at the last look or `count`. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Counts them anew, which following them does too; an outage may keep that from beginning. */
  async count(): Promise<void> {
    await this.#counted.look();
    this.#waiting = this.#openOf(this.#counted).length;
  }

  /** Why a request is not followed, in a sentence; null when none has to wait. */
  get problem(): string | null {
    const { problem } = this.#faults;
    const [unreadable] = this.#files.unreadable;
    if (problem !== null) return problem;
    if (unreadable === undefined) return null;
    return `${STATE_FOLDER}/deletions/${unreadable} cannot be understood, so what it asks to delete stays in the database: mend it or take it away`;
  }

  /** Whether one is tried again later, for the server is away. */
  get isPutOff(): boolean {
    return this.#faults.isPutOff;
  }

  /** Whether one is followed sooner or later. */
  get isPending(): boolean {
    return this.#open().some(({ id }) => !this.#faults.isRefused(id));
  }

  /** Whether nothing of a recording may be uploaded before its lines are gone. `id`: its base name. */
  isHeld(id: string): boolean {
    if (this.#followed?.read.id === id) return true;
    return this.#open().some((each) => each.id === id) && !this.#faults.isRefused(id);
  }

  /** Whether the lines of a session are just being deleted. */
  isGoing(session: string): boolean {
    return this.#followed?.read.request.session === session;
  }

  /** Whether the server refuses to delete what it has of a recording. */
  isRefused(id: string): boolean {
    return this.#faults.isRefused(id);
  }

  /** Whether one was asked for since requests were followed last. */
  get hasNew(): boolean {
    return this.#hasNew;
  }

  /** Asks to delete the lines of a recording that stays, so that it is uploaded anew behind that. */
  async askAnew(id: string, session: string, subject: string, hub: string): Promise<void> {
    const known = this.#files.requests.find((each) => each.id === id)?.request;
    const elsewhere = known?.uploads.filter(({ bucket }) => bucket !== this.#bucket) ?? [];
    const done = known?.doneIn?.filter((bucket) => bucket !== this.#bucket) ?? [];
    await this.#files.add(id, {
      schemaVersion: DELETION_REQUEST_VERSION,
      session,
      subject,
      uploads: [...elsewhere, { bucket: this.#bucket, hub }],
      ...(done.length > 0 ? { doneIn: done } : {}),
      again: true,
      requestedUs: Date.now() * 1000,
      by: BY,
    });
    this.#hasNew = true;
  }

  /** Takes back what was asked by `askAnew` and refused, for the recording is uploaded over what is there. */
  async withdraw(id: string): Promise<void> {
    const read = this.#open().find((each) => each.id === id);
    if (read?.request.again && this.#faults.isRefused(id)) await this.#files.replace(read, null);
  }

  /**
   * Follows at most one request, so that what is recorded now need not wait long: one that takes its time
   * goes on beside what is uploaded, and ends in a later call. To be called while no batch is under way.
   * @returns id of the recording whose lines are gone; null where none are now
   */
  async carryOutNext(signal: AbortSignal): Promise<string | null> {
    this.#hasNew = false;
    await this.#look();
    this.#followed ??= await this.#begin(signal);
    const followed = this.#followed;
    if (followed === null || !followed.lines.haveEnded) return null;
    this.#followed = null;
    try {
      await followed.lines.result;
      await this.#conclude(followed);
      this.#waiting = this.#open().length;
      this.#faults.clear();
      return followed.read.id;
    } catch (error) {
      this.#faults.note(followed.read, error);
      return null;
    }
  }

  /** Waits for what is under way, which the abort of its signal cuts. */
  async close(): Promise<void> {
    await this.#followed?.lines.end();
    this.#followed = null;
  }

  async #look(): Promise<void> {
    const isRead = await this.#files.look();
    this.#faults.keepOnly(new Set(this.#open().map(({ id }) => id)));
    this.#waiting = this.#open().length;
    if (!isRead) return;
    const now = performance.now();
    const texts = new Set(this.#files.requests.map(({ text }) => text));
    for (const text of this.#seenMs.keys()) if (!texts.has(text)) this.#seenMs.delete(text);
    for (const text of texts) if (!this.#seenMs.has(text)) this.#seenMs.set(text, now);
  }

  #open(): ReadRequest[] {
    return this.#openOf(this.#files);
  }

  #openOf(files: RequestFiles): ReadRequest[] {
    return files.requests.filter(
      ({ id, request }) => this.#isWanted(id) && !request.doneIn?.includes(this.#bucket),
    );
  }

  /** A recording that stays for good was put back after its deletion, or could not be deleted. */
  async #isDue({ id, request, text }: ReadRequest): Promise<boolean> {
    if (request.again || !(await this.#isThere(id))) return true;
    if (Date.now() - request.requestedUs / 1000 > FILES_GO_WITHIN_MS) return true;
    const seenMs = this.#seenMs.get(text);
    return seenMs !== undefined && performance.now() - seenMs > FILES_GO_WITHIN_MS;
  }

  async #begin(signal: AbortSignal): Promise<Followed | null> {
    if (this.#faults.isEarly) return null;
    for (const read of this.#open()) {
      const { id, request } = read;
      if (this.#faults.isRefused(id) || !(await this.#isDue(read))) continue;
      const recording = `${id}${RECORDING_SUFFIX}`;
      // A batch that was under way when the files went has left its cursor behind.
      const uploads = [...request.uploads, ...(await uploadsOf(this.#folder, recording))];
      // Also where no cursor says so: a hub may have been killed before it noted anything.
      const hubs = hubsIn(uploads, this.#bucket, this.#config.hub);
      const lines = await LinesGoing.begin(this.#config, request.session, hubs, signal);
      return { read, uploads, lines };
    }
    return null;
  }

  /** The lines are gone. */
  async #conclude({ read, uploads }: Followed): Promise<void> {
    const { id, request } = read;
    const recording = `${id}${RECORDING_SUFFIX}`;
    if (await this.#isThere(id)) await this.#cursors.drop(recording);
    else await this.#cursors.dropAll(recording);
    await this.#files.replace(read, doneIn({ ...request, uploads }, this.#bucket));
  }

  async #isThere(id: string): Promise<boolean> {
    try {
      await stat(join(this.#folder, `${id}${RECORDING_SUFFIX}`));
      return true;
    } catch {
      return false;
    }
  }
}
