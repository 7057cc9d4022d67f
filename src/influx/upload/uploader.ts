import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { InfluxConfig } from '../server/config.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { InfluxWriter } from '../server/influxWriter.ts';
import { Backlog } from './backlog.ts';
import { backoffMs } from './backoff.ts';
import { type RefusedLines, writeAround } from './refusedLines.ts';

export interface UploadState {
  /** `waiting`: the server does not take data now; it is tried again by itself. */
  readonly state: 'off' | 'idle' | 'uploading' | 'waiting';
  /** Seconds for which something recorded has not been in the database; 0 when all of it is. */
  readonly lagS: number;
  /** Acknowledged since the start. */
  readonly linesSent: number;
  /** Why it waits, else what was left out for good, in a sentence; null when all is well. */
  readonly lastError: string | null;
}

export interface UploaderOptions {
  /** null: uploading is off. */
  readonly config: InfluxConfig | null;
  /** Every recording in it is uploaded; the state is kept in its folder `.plumbline`. */
  readonly recordingsFolder: string;
  /** Pause between looks at the recordings when all of them are uploaded, ms. Default 250. */
  readonly pollMs?: number;
}

const DEFAULT_POLL_MS = 250;
/** In the recordings folder: state that is not a recording. */
const STATE_FOLDER = '.plumbline';
const REFUSED_LINES = 'refused-lines.txt';

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
  #writer: InfluxWriter | null = null;
  #backlog: Backlog | null = null;
  #stopping: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #behindSinceMs: number | null = null;
  #linesSent = 0;
  #waitsBecause: string | null = null;
  #leftOut: string | null = null;

  constructor({ config, recordingsFolder, pollMs = DEFAULT_POLL_MS }: UploaderOptions) {
    this.#config = config;
    this.#recordingsFolder = recordingsFolder;
    this.#stateFolder = join(recordingsFolder, STATE_FOLDER);
    this.#pollMs = pollMs;
  }

  get state(): UploadState {
    const behindMs = this.#behindSinceMs === null ? 0 : performance.now() - this.#behindSinceMs;
    return {
      state: this.#word(),
      lagS: behindMs / 1000,
      linesSent: this.#linesSent,
      lastError: this.#waitsBecause ?? this.#leftOut ?? this.#backlog?.problem ?? null,
    };
  }

  /** Begins in the background; does nothing when uploading is off or has begun. */
  start(): void {
    if (this.#config === null || this.#stopping !== null) return;
    this.#stopping = new AbortController();
    this.#backlog = new Backlog(this.#recordingsFolder, this.#stateFolder, this.#config);
    this.#running = this.#run(this.#config, this.#backlog, this.#stopping.signal);
  }

  /** Breaks off the request under way; the next start sends its lines again. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#disconnect();
    await this.#running;
    await this.#backlog?.close();
    this.#backlog = null;
    this.#stopping = null;
    this.#behindSinceMs = null;
    this.#waitsBecause = null;
  }

  #word(): UploadState['state'] {
    if (this.#stopping === null) return 'off';
    if (this.#waitsBecause !== null) return 'waiting';
    return this.#behindSinceMs === null ? 'idle' : 'uploading';
  }

  async #run(config: InfluxConfig, backlog: Backlog, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const batch = await backlog.next();
      if (batch === null) {
        this.#behindSinceMs = null;
        await pause(this.#pollMs, stopping);
        continue;
      }
      this.#behindSinceMs ??= performance.now();
      const refused = await this.#deliver(batch.lines, config, stopping);
      if (refused === null) return;
      await this.#setAside(refused);
      await backlog.keep(batch);
    }
  }

  /**
   * Sends until acknowledged, however long that takes.
   * @returns what the server will never take; null when stopped before the end
   */
  async #deliver(
    lines: readonly string[],
    config: InfluxConfig,
    stopping: AbortSignal,
  ): Promise<RefusedLines | null> {
    for (let failures = 1; !stopping.aborted; failures++) {
      try {
        const refused = await unlessAborted(stopping, this.#attempt(lines, config, stopping));
        this.#linesSent += lines.length - refused.lines.length;
        this.#waitsBecause = null;
        return refused;
      } catch (error) {
        // The next attempt asks for the version again: another server may stand there by then.
        this.#disconnect();
        this.#waitsBecause = uploadErrorOf(error, config).message;
        await pause(backoffMs(failures, Math.random), stopping);
      }
    }
    return null;
  }

  async #attempt(
    lines: readonly string[],
    config: InfluxConfig,
    stopping: AbortSignal,
  ): Promise<RefusedLines> {
    this.#writer ??= await InfluxWriter.connect(config, stopping);
    const writer = this.#writer;
    return writeAround((some) => writer.write(some), lines);
  }

  /** Keeps refused lines where a person can look at them; the recording has their data anyway. */
  async #setAside({ lines, reason }: RefusedLines): Promise<void> {
    if (reason === null) return;
    this.#leftOut = reason;
    if (lines.length === 0) return;
    const file = join(this.#stateFolder, REFUSED_LINES);
    try {
      await mkdir(this.#stateFolder, { recursive: true, mode: 0o700 });
      await appendFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      this.#leftOut = `${reason}; ${lines.length} kept in ${STATE_FOLDER}/${REFUSED_LINES}`;
    } catch (error) {
      this.#leftOut = `${reason}; ${lines.length} not kept: ${withoutPath(error)}`;
    }
  }

  #disconnect(): void {
    this.#writer?.close();
    this.#writer = null;
  }
}

/** The result of `work`, or a rejection at the abort: work that is compressing cannot be broken off. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await sleep(ms, null, { signal: stopping });
  } catch {
    // Stopped: the caller looks at the signal.
  }
}
