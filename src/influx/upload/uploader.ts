import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InfluxConfig } from '../server/config.ts';
import { Backlog } from './backlog.ts';
import { Delivery } from './delivery.ts';

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
  readonly #delivery: Delivery | null;
  #backlog: Backlog | null = null;
  #stopping: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #behindSinceMs: number | null = null;

  constructor({ config, recordingsFolder, pollMs = DEFAULT_POLL_MS }: UploaderOptions) {
    this.#config = config;
    this.#recordingsFolder = recordingsFolder;
    this.#stateFolder = join(recordingsFolder, STATE_FOLDER);
    this.#pollMs = pollMs;
    const stateFolder = this.#stateFolder;
    this.#delivery = config === null ? null : new Delivery({ config, stateFolder });
  }

  get state(): UploadState {
    const behindMs = this.#behindSinceMs === null ? 0 : performance.now() - this.#behindSinceMs;
    return {
      state: this.#word(),
      lagS: behindMs / 1000,
      linesSent: this.#delivery?.linesSent ?? 0,
      lastError:
        this.#delivery?.waitsBecause ?? this.#delivery?.leftOut ?? this.#backlog?.problem ?? null,
    };
  }

  /** Begins in the background; does nothing when uploading is off or has begun. */
  start(): void {
    if (this.#config === null || this.#delivery === null || this.#stopping !== null) return;
    this.#stopping = new AbortController();
    this.#backlog = new Backlog(this.#recordingsFolder, this.#stateFolder, this.#config);
    this.#running = this.#run(this.#delivery, this.#backlog, this.#stopping.signal);
  }

  /** Breaks off the request under way; the next start sends its lines again. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#delivery?.disconnect();
    await this.#running;
    await this.#backlog?.close();
    this.#backlog = null;
    this.#stopping = null;
    this.#behindSinceMs = null;
  }

  #word(): UploadState['state'] {
    if (this.#stopping === null) return 'off';
    if (this.#delivery?.waitsBecause) return 'waiting';
    return this.#behindSinceMs === null ? 'idle' : 'uploading';
  }

  async #run(delivery: Delivery, backlog: Backlog, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const batch = await backlog.next();
      if (batch === null) {
        this.#behindSinceMs = null;
        await pause(this.#pollMs, stopping);
        continue;
      }
      this.#behindSinceMs ??= performance.now();
      if (!(await delivery.deliver(batch.lines, stopping))) return;
      await backlog.keep(batch);
    }
  }
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await sleep(ms, null, { signal: stopping });
  } catch {
    // Stopped: the caller looks at the signal.
  }
}
