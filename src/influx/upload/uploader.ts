import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadState } from '../../model/uploadState.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { InfluxConfig } from '../server/config.ts';
import { Delivery } from './delivery.ts';
import { pause } from './pause.ts';
import { restartWaitMs } from './restartWait.ts';
import { UploadRun } from './uploadRun.ts';

export type { UploadState };

export interface UploaderOptions {
  /** null: uploading is off. */
  readonly config: InfluxConfig | null;
  /** Every recording in it is uploaded; the state is kept in its folder `.plumbline`. */
  readonly recordingsFolder: string;
  /** Pause between looks at the recordings when all of them are uploaded, ms. Default 250. */
  readonly pollMs?: number;
}

const DEFAULT_POLL_MS = 250;
const DRAIN_STEP_MS = 20;
/** So many times the pause between looks it has to stay idle. */
const DRAIN_LOOKS = 2;
/** How exactly it is told since when something is wrong, and what waits during an outage. */
const NOTE_MS = 1000;

/**
 * Uploads recordings to InfluxDB, finished ones and the one being written, and deletes there what was
 * deleted here. It reads the files only, so no state of the database can disturb a recording; the cursor
 * of a recording moves when the server has acknowledged what stands before it.
 */
export class Uploader {
  readonly #config: InfluxConfig | null;
  readonly #recordingsFolder: string;
  readonly #pollMs: number;
  readonly #delivery: Delivery | null;
  #run: UploadRun | null = null;
  #stopping: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #noting: NodeJS.Timeout | null = null;
  /** Why the run ended that is to be begun again; null while one goes on. */
  #brokeOff: string | null = null;
  #error: { readonly sentence: string; readonly sinceUs: number } | null = null;

  constructor({ config, recordingsFolder, pollMs = DEFAULT_POLL_MS }: UploaderOptions) {
    this.#config = config;
    this.#recordingsFolder = recordingsFolder;
    this.#pollMs = pollMs;
    const stateFolder = join(recordingsFolder, STATE_FOLDER);
    this.#delivery = config === null ? null : new Delivery({ config, stateFolder });
  }

  get state(): UploadState {
    const delivery = this.#delivery;
    const run = this.#run;
    const error = this.#noted();
    return {
      state: this.#word(),
      lagS: run?.lagS ?? 0,
      linesSent: delivery?.linesSent ?? 0,
      linesRefused: delivery?.linesRefused ?? 0,
      requests: delivery?.requests ?? 0,
      retries: delivery?.retries ?? 0,
      recordingsLeft: run?.recordingsLeft ?? 0,
      deletionsWaiting: run?.deletionsWaiting ?? 0,
      lastError: error?.sentence ?? null,
      lastErrorSinceUs: error?.sinceUs ?? null,
    };
  }

  /** Begins in the background; does nothing when uploading is off or has begun. */
  start(): void {
    if (this.#config === null || this.#delivery === null || this.#stopping !== null) return;
    this.#stopping = new AbortController();
    this.#running = this.#keepRunning(this.#config, this.#delivery, this.#stopping.signal);
    this.#noting = setInterval(() => {
      this.#noted();
      this.#run?.look().catch(() => undefined);
    }, NOTE_MS);
    this.#noting.unref();
  }

  /**
   * Waits until all that is recorded is in the database, but not long.
   * @returns whether it is; at once where the server does not take data now
   */
  async drain(withinMs: number): Promise<boolean> {
    const endMs = performance.now() + withinMs;
    // Idle at one look may be from before the last chunk was written.
    let idleSinceMs: number | null = null;
    while (performance.now() < endMs) {
      const { state } = this.state;
      if (state === 'off' || state === 'waiting') return state === 'off';
      if (state === 'uploading') idleSinceMs = null;
      else {
        idleSinceMs ??= performance.now();
        if (performance.now() - idleSinceMs > DRAIN_LOOKS * this.#pollMs) return true;
      }
      await sleep(DRAIN_STEP_MS);
    }
    return false;
  }

  /** Breaks off the request under way; the next start sends its lines again. */
  async stop(): Promise<void> {
    if (this.#noting !== null) clearInterval(this.#noting);
    this.#noting = null;
    this.#stopping?.abort();
    this.#delivery?.disconnect();
    await this.#running;
    await this.#run?.close();
    this.#run = null;
    this.#stopping = null;
  }

  /** A run that breaks off is begun again, after longer and longer: the database has what it acknowledged. */
  async #keepRunning(
    config: InfluxConfig,
    delivery: Delivery,
    stopping: AbortSignal,
  ): Promise<void> {
    let waitMs = 0;
    for (;;) {
      const beganMs = performance.now();
      const run = new UploadRun({
        config,
        recordingsFolder: this.#recordingsFolder,
        delivery,
        pollMs: this.#pollMs,
      });
      this.#run = run;
      try {
        await run.run(stopping);
        return;
      } catch (error) {
        this.#brokeOff = `The upload broke off and is begun again by itself: ${withoutPath(error)}`;
        await run.close().catch(() => undefined);
      }
      waitMs = restartWaitMs(waitMs, performance.now() - beganMs);
      await pause(waitMs, stopping);
      if (stopping.aborted) return;
      this.#brokeOff = null;
    }
  }

  #word(): UploadState['state'] {
    if (this.#run === null) return 'off';
    if (this.#brokeOff || this.#delivery?.waitsBecause || this.#run.isPutOff) return 'waiting';
    return this.#run.isBehind ? 'uploading' : 'idle';
  }

  /** What is wrong, with the instant at which that was seen first. */
  #noted() {
    const sentence =
      this.#brokeOff ??
      this.#delivery?.waitsBecause ??
      this.#delivery?.leftOut ??
      this.#run?.problem ??
      null;
    if (sentence === null) this.#error = null;
    else if (sentence !== this.#error?.sentence) {
      this.#error = { sentence, sinceUs: Date.now() * 1000 };
    }
    return this.#error;
  }
}
