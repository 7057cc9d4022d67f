import { appendFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { RecordingError, reasonOf } from '../recording/recordingError.ts';
import { backoffMs } from './backoff.ts';
import type { InfluxConfig } from './config.ts';
import { type Cursor, CursorStore } from './cursorStore.ts';
import { uploadErrorOf } from './failedRequest.ts';
import { InfluxWriter } from './influxWriter.ts';
import { linesOf } from './linesOf.ts';
import { RecordingTail } from './recordingTail.ts';
import { writeAround } from './refusedLines.ts';
import { seriesTags } from './seriesTags.ts';
import { sessionLines } from './sessionLines.ts';

export interface UploadState {
  /** `waiting`: the server does not take data now; it is tried again by itself. */
  readonly state: 'off' | 'idle' | 'uploading' | 'waiting';
  /** Seconds for which something recorded has not been in the database; 0 when all of it is. */
  readonly lagS: number;
  /** Acknowledged since the start. */
  readonly linesSent: number;
  /** Why it waits, else what the server refused for good, in a sentence; null when all is well. */
  readonly lastError: string | null;
}

export interface UploaderOptions {
  /** null: uploading is off. */
  readonly config: InfluxConfig | null;
  /** Every `*.mcap` in it is uploaded, the newest first. */
  readonly recordingsFolder: string;
  /** Pause between looks at the recordings when all of them are uploaded, ms. */
  readonly pollMs?: number;
}

const DEFAULT_POLL_MS = 250;
/** Messages that are in memory at once, besides the rest of their last chunk. */
const BATCH_MESSAGES = 2500;

/** One recording that is not uploaded to its end. */
interface Followed {
  readonly name: string;
  readonly tail: RecordingTail;
  readonly hub: string;
  /** True when nothing of it was acknowledged yet. */
  isNew: boolean;
}

interface Batch {
  readonly followed: Followed;
  readonly lines: readonly string[];
  readonly cursor: Cursor;
}

/**
 * Uploads recordings to InfluxDB, finished ones and the one being written.
 * It reads the files only, so no state of the database can disturb a recording; the cursor of a
 * recording moves when the server has acknowledged what stands before it.
 */
export class Uploader {
  readonly #config: InfluxConfig | null;
  readonly #recordingsFolder: string;
  readonly #stateFolder: string;
  readonly #pollMs: number;
  readonly #followed = new Map<string, Followed>();
  /** Size of a recording when it was last read to its end; Infinity when it is finished. */
  readonly #readAtSize = new Map<string, number>();
  #writer: InfluxWriter | null = null;
  #stopping: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #behindSinceMs: number | null = null;
  #linesSent = 0;
  #waitsBecause: string | null = null;
  #leftOut: string | null = null;

  constructor({ config, recordingsFolder, pollMs = DEFAULT_POLL_MS }: UploaderOptions) {
    this.#config = config;
    this.#recordingsFolder = recordingsFolder;
    this.#stateFolder = join(recordingsFolder, '.plumbline');
    this.#pollMs = pollMs;
  }

  get state(): UploadState {
    const behindMs = this.#behindSinceMs === null ? 0 : performance.now() - this.#behindSinceMs;
    return {
      state: this.#word(),
      lagS: behindMs / 1000,
      linesSent: this.#linesSent,
      lastError: this.#waitsBecause ?? this.#leftOut,
    };
  }

  /** Begins in the background; does nothing when uploading is off or already begun. */
  start(): void {
    if (this.#config === null || this.#stopping !== null) return;
    this.#stopping = new AbortController();
    this.#running = this.#run(this.#config, this.#stopping.signal);
  }

  /** Resolves when the request under way has ended; the next start goes on from there. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    await this.#running;
    this.#stopping = null;
    this.#behindSinceMs = null;
    this.#waitsBecause = null;
    this.#followed.clear();
    this.#readAtSize.clear();
  }

  #word(): UploadState['state'] {
    if (this.#stopping === null) return 'off';
    if (this.#waitsBecause !== null) return 'waiting';
    return this.#behindSinceMs === null ? 'idle' : 'uploading';
  }

  async #run(config: InfluxConfig, stopping: AbortSignal): Promise<void> {
    const cursors = new CursorStore(this.#stateFolder, config);
    while (!stopping.aborted) {
      const batch = await this.#nextBatch(config, cursors);
      if (batch === null) {
        this.#behindSinceMs = null;
        await pause(this.#pollMs, stopping);
        continue;
      }
      this.#behindSinceMs ??= performance.now();
      if (!(await this.#deliver(batch.lines, config, stopping))) break;
      await this.#keep(batch, cursors);
    }
    this.#disconnect();
  }

  /** What to send next: of the newest recording that has something, so that "now" is current. */
  async #nextBatch(config: InfluxConfig, cursors: CursorStore): Promise<Batch | null> {
    for (const name of await this.#recordings()) {
      try {
        const batch = await this.#readBatch(name, config, cursors);
        if (batch !== null) return batch;
      } catch (error) {
        this.#followed.delete(name);
        if (!isUnfinishedHead(error)) this.#leftOut = `${name} is not uploaded: ${reasonOf(error)}`;
      }
    }
    return null;
  }

  async #recordings(): Promise<string[]> {
    try {
      const names = await readdir(this.#recordingsFolder);
      // A recording's name begins with its date.
      return names
        .filter((name) => name.endsWith(RECORDING_SUFFIX))
        .sort()
        .reverse();
    } catch {
      // No folder yet: nothing was recorded.
      return [];
    }
  }

  async #readBatch(
    name: string,
    config: InfluxConfig,
    cursors: CursorStore,
  ): Promise<Batch | null> {
    const { size } = await stat(join(this.#recordingsFolder, name));
    if (size <= (this.#readAtSize.get(name) ?? 0)) return null;
    // Set first: a file that cannot be read is tried again only when it has grown.
    this.#readAtSize.set(name, size);
    const followed = this.#followed.get(name) ?? (await this.#follow(name, config, cursors));
    if (followed === null) return null;

    const before = followed.tail.offset;
    const { contents, offset, finished } = await followed.tail.read(BATCH_MESSAGES);
    if (offset === before) return null;
    this.#readAtSize.delete(name);
    const tags = seriesTags(followed.tail.session, followed.hub);
    const lines = followed.isNew ? sessionLines(followed.tail.session, tags) : [];
    for (const content of contents) lines.push(...linesOf(content, tags));
    return { followed, lines, cursor: { offset, finished, hub: followed.hub } };
  }

  async #follow(
    name: string,
    config: InfluxConfig,
    cursors: CursorStore,
  ): Promise<Followed | null> {
    const cursor = await cursors.read(name);
    if (cursor?.finished) {
      this.#readAtSize.set(name, Number.POSITIVE_INFINITY);
      return null;
    }
    const tail = await RecordingTail.open(join(this.#recordingsFolder, name), cursor?.offset ?? 0);
    const followed = { name, tail, hub: cursor?.hub ?? config.hub, isNew: cursor === null };
    this.#followed.set(name, followed);
    return followed;
  }

  /** Sends until acknowledged, however long that takes; false when stopped before. */
  async #deliver(
    lines: readonly string[],
    config: InfluxConfig,
    stopping: AbortSignal,
  ): Promise<boolean> {
    for (let failures = 1; !stopping.aborted; failures++) {
      try {
        this.#writer ??= await InfluxWriter.connect(config);
        const writer = this.#writer;
        const refused = await writeAround((some) => writer.write(some), lines);
        this.#linesSent += lines.length - refused.lines.length;
        this.#waitsBecause = null;
        if (refused.reason !== null) await this.#setAside(refused.lines, refused.reason);
        return true;
      } catch (error) {
        this.#disconnect();
        this.#waitsBecause = uploadErrorOf(error, config).message;
        await pause(backoffMs(failures, Math.random), stopping);
      }
    }
    return false;
  }

  async #setAside(lines: readonly string[], reason: string): Promise<void> {
    this.#leftOut = reason;
    if (lines.length === 0) return;
    const file = join(this.#stateFolder, 'refused-lines.txt');
    try {
      await mkdir(this.#stateFolder, { recursive: true, mode: 0o700 });
      await appendFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      this.#leftOut = `${reason}; ${lines.length} kept in ${file}`;
    } catch (error) {
      this.#leftOut = `${reason}; ${lines.length} not kept: ${reasonOf(error)}`;
    }
  }

  async #keep({ followed, cursor }: Batch, cursors: CursorStore): Promise<void> {
    followed.isNew = false;
    try {
      await cursors.save(followed.name, cursor);
    } catch (error) {
      this.#leftOut = `the upload cursor of ${followed.name} cannot be kept, so it will be sent again: ${reasonOf(error)}`;
    }
    if (cursor.finished) {
      this.#followed.delete(followed.name);
      this.#readAtSize.set(followed.name, Number.POSITIVE_INFINITY);
    }
  }

  #disconnect(): void {
    this.#writer?.close();
    this.#writer = null;
  }
}

/** A recording that was begun a moment ago. */
function isUnfinishedHead(error: unknown): boolean {
  return (
    error instanceof RecordingError && (error.problem === 'truncated' || error.problem === 'empty')
  );
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await sleep(ms, null, { signal: stopping });
  } catch {
    // Stopped: the caller looks at the signal.
  }
}
