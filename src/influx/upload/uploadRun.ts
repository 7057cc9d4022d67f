import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { openHead } from '../../recording/sessions/openHead.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import { Deletions } from '../deletion/deletions.ts';
import type { InfluxConfig } from '../server/config.ts';
import { Backlog } from './backlog.ts';
import { CursorStore } from './cursorStore.ts';
import type { Delivery } from './delivery.ts';
import { FolderNames } from './folderNames.ts';
import type { Batch } from './followed.ts';
import { pause } from './pause.ts';
import { idOf } from './recordingFile.ts';

export interface UploadRunOptions {
  readonly config: InfluxConfig;
  readonly recordingsFolder: string;
  readonly delivery: Delivery;
  /** Pause between looks at the recordings when all of them are uploaded, ms; null ends it there. */
  readonly pollMs: number | null;
  /** Names of the files that are uploaded, and whose deletions are followed beside those of files that are gone; default all. */
  readonly only?: ReadonlySet<string>;
  /** Names of files that are uploaded anew, behind the deletion of what the database has of them. */
  readonly again?: readonly string[];
  /** Told of each batch that the database has. */
  readonly onBatch?: (batch: Batch) => void;
}

/** From a recordings folder to one bucket: what is to be forgotten goes first, then what is recorded. */
export class UploadRun {
  readonly #options: UploadRunOptions;
  readonly #deletions: Deletions;
  readonly #backlog: Backlog;
  readonly #cursors: CursorStore;
  readonly #isWanted: (name: string) => boolean;
  readonly #files: FolderNames;
  #behindSinceMs: number | null = null;
  #problem: string | null = null;

  constructor(options: UploadRunOptions) {
    const { config, recordingsFolder, only } = options;
    const stateFolder = join(recordingsFolder, STATE_FOLDER);
    const isWanted = (name: string): boolean =>
      name.endsWith(RECORDING_SUFFIX) && (only?.has(name) ?? true);
    this.#isWanted = isWanted;
    this.#files = new FolderNames(recordingsFolder, only);
    this.#options = options;
    this.#cursors = new CursorStore(stateFolder, config);
    // What is deleted for good is taken out by whoever comes first.
    const isGone = (name: string): boolean => !this.#files.names.includes(name);
    this.#deletions = new Deletions(recordingsFolder, config, (id) => {
      const name = `${id}${RECORDING_SUFFIX}`;
      return isWanted(name) || isGone(name);
    });
    this.#backlog = new Backlog(
      recordingsFolder,
      stateFolder,
      config,
      this.#deletions,
      isWanted,
      only,
    );
  }

  /** Looks what else came while a batch waits for a server that is away, for the counts. */
  async look(): Promise<void> {
    await this.#files.look();
    await this.#deletions.count();
  }

  /** True while something recorded is not in the database. */
  get isBehind(): boolean {
    return this.#behindSinceMs !== null;
  }

  /** Seconds for which something recorded has not been in the database; 0 when all of it is. */
  get lagS(): number {
    return this.#behindSinceMs === null ? 0 : (performance.now() - this.#behindSinceMs) / 1000;
  }

  /** Recordings of which something is not uploaded, as far as is known. */
  get recordingsLeft(): number {
    const isNew = (name: string): boolean => this.#isWanted(name) && !this.#backlog.knows(name);
    return this.#backlog.left + this.#files.names.filter(isNew).length;
  }

  get deletionsWaiting(): number {
    return this.#deletions.waiting;
  }

  /** Whether a deletion is tried again later, for the server is away. */
  get isPutOff(): boolean {
    return this.#deletions.isPutOff;
  }

  /** What cannot be uploaded or deleted, in a sentence; null when nothing is known to be. */
  get problem(): string | null {
    return this.#deletions.problem ?? this.#backlog.problem ?? this.#problem;
  }

  /**
   * Goes on until `stopping` aborts; without a pause until all is uploaded and deleted.
   * @throws RecordingError where one that is to be uploaded anew is no recording
   */
  async run(stopping: AbortSignal): Promise<void> {
    const { again = [] } = this.#options;
    try {
      await this.#cursors.prepare();
    } catch (error) {
      this.#problem = `how far recordings are uploaded cannot be noted: ${withoutPath(error)}`;
    }
    await this.#files.look();
    for (const name of again) await this.#beginAnew(name);
    try {
      if (!(await this.#goOn(stopping))) return;
    } finally {
      await this.#deletions.close();
    }
    for (const name of again) await this.#deletions.withdraw(idOf(name));
  }

  /** @returns false when `stopping` aborted in the middle of a batch */
  async #goOn(stopping: AbortSignal): Promise<boolean> {
    const { delivery, pollMs, onBatch } = this.#options;
    while (!stopping.aborted) {
      const forgotten = await this.#deletions.carryOutNext(stopping);
      for (const id of forgotten ?? []) await this.#backlog.restart(id);
      const batch = await this.#backlog.next();
      if (batch !== null || this.#backlog.isHeldUp) this.#behindSinceMs ??= performance.now();
      else this.#behindSinceMs = null;
      if (batch === null) {
        if (forgotten !== null || this.#deletions.hasNew) continue;
        if (pollMs === null && !this.#deletions.isPending) break;
        await pause(pollMs ?? DRAIN_POLL_MS, stopping);
        continue;
      }
      const begin = (): Promise<void> => this.#backlog.begin(batch);
      if (!(await delivery.deliver(batch.lines, stopping, begin))) return false;
      await this.#backlog.keep(batch);
      onBatch?.(batch);
    }
    return true;
  }

  async #beginAnew(name: string): Promise<void> {
    const { config, recordingsFolder } = this.#options;
    const head = await openHead(join(recordingsFolder, name));
    const cursor = await this.#cursors.read(name);
    await this.#deletions.askAnew(
      idOf(name),
      head.id,
      cursor?.subject ?? head.subject,
      cursor?.hub ?? config.hub,
    );
    // Also where the server cannot forget: then what is sent goes over what is there.
    await this.#cursors.drop(name);
  }

  /** Closes the recordings. */
  close(): Promise<void> {
    return this.#backlog.close();
  }
}

/** While something is still to be deleted. */
const DRAIN_POLL_MS = 100;
