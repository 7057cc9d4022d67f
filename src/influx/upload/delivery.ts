import type { InfluxConfig } from '../server/config.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { InfluxWriter } from '../server/influxWriter.ts';
import { RequestSize } from '../server/requestSize.ts';
import { whileUploading } from '../server/uploadError.ts';
import { backoffMs } from './backoff.ts';
import { pause } from './pause.ts';
import { setAside } from './quarantine.ts';
import { type Refusals, writeAround } from './refusedLines.ts';

/** More refused lines than these, with no batch between that went through, are no single lines. */
const MOST_REFUSED = 100;

export interface DeliveryOptions {
  readonly config: InfluxConfig;
  /** Where state that is not a recording lives. */
  readonly stateFolder: string;
  /** Waits between attempts; returns early, without an error, when `signal` aborts. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly size?: RequestSize;
}

/**
 * Brings lines into the database, one batch at a time, however long that takes: owns the writer,
 * says how long to wait after which fault, and tells what is wrong.
 */
export class Delivery {
  readonly #config: InfluxConfig;
  readonly #stateFolder: string;
  readonly #pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #size: RequestSize;
  #writer: InfluxWriter | null = null;
  #linesSent = 0;
  #linesRefused = 0;
  #requests = 0;
  #retries = 0;
  #refusedInARow = 0;
  #waitsBecause: string | null = null;
  #leftOut: string | null = null;

  constructor({ config, stateFolder, pause: wait = pause, size }: DeliveryOptions) {
    this.#config = config;
    this.#stateFolder = stateFolder;
    this.#pause = wait;
    this.#size = size ?? new RequestSize();
  }

  /** Acknowledged since the start. */
  get linesSent(): number {
    return this.#linesSent;
  }

  /** Set aside since the start. */
  get linesRefused(): number {
    return this.#linesRefused;
  }

  /** Writes that were tried since the start. */
  get requests(): number {
    return this.#requests;
  }

  /** How often it had to begin again since the start. */
  get retries(): number {
    return this.#retries;
  }

  /** Why it waits, in a sentence; null when it does not. */
  get waitsBecause(): string | null {
    return this.#waitsBecause;
  }

  /** What was left out last for good, in a sentence; null when nothing was. */
  get leftOut(): string | null {
    return this.#leftOut;
  }

  /** Version of the server that is written to; null when there is no connection. */
  get version(): string | null {
    return this.#writer?.version ?? null;
  }

  /**
   * Sends until each line is acknowledged or set aside.
   * @param beforeSending done once a server is there, before it gets the first line
   * @returns false when `stopping` aborted before; any part may be stored then
   */
  async deliver(
    lines: readonly string[],
    stopping: AbortSignal,
    beforeSending: () => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    let isPrepared = false;
    const prepare = async (): Promise<void> => {
      if (!isPrepared) await beforeSending();
      isPrepared = true;
    };
    const refusedBefore = this.#linesRefused;
    let failures = 0;
    for (let from = 0; from < lines.length && !stopping.aborted; ) {
      // What is acknowledged is not sent again: on a bad line, progress would be none.
      const some = lines.slice(from, this.#size.endOf(lines, from));
      try {
        const refusals = await unlessAborted(stopping, this.#attempt(some, stopping, prepare));
        await this.#note(some, refusals);
        from += some.length;
        failures = 0;
      } catch (error) {
        // The next attempt asks for the version again: another server may stand there by then.
        this.disconnect();
        const fault = whileUploading(uploadErrorOf(error, this.#config, 'write'));
        failures += 1;
        if (stopping.aborted) break;
        this.#retries += 1;
        this.#waitsBecause = fault.message;
        // Never sooner than by itself: a server may ask for no wait, or name a moment that is past.
        const waitMs = Math.max(fault.waitMs ?? 0, backoffMs(failures, Math.random));
        await this.#pause(waitMs, stopping);
      }
    }
    if (lines.length > 0 && this.#linesRefused === refusedBefore) this.#refusedInARow = 0;
    return !stopping.aborted;
  }

  /** Cuts what is under way and forgets why it waited. */
  disconnect(): void {
    this.#writer?.close();
    this.#writer = null;
    this.#waitsBecause = null;
  }

  async #attempt(
    lines: readonly string[],
    stopping: AbortSignal,
    prepare: () => Promise<void>,
  ): Promise<Refusals> {
    const writer = this.#writer ?? (await this.#connect(stopping));
    await prepare();
    const most = MOST_REFUSED - this.#refusedInARow;
    return writeAround(
      (some) => {
        this.#requests += 1;
        return writer.write(some);
      },
      lines,
      most,
    );
  }

  async #connect(stopping: AbortSignal): Promise<InfluxWriter> {
    const writer = await InfluxWriter.connect(this.#config, stopping, { size: this.#size });
    // Nobody waits for it any more, so nobody would close it.
    if (stopping.aborted) writer.close();
    else this.#writer = writer;
    return writer;
  }

  async #note(lines: readonly string[], { lines: refused, tooOld }: Refusals): Promise<void> {
    this.#waitsBecause = null;
    this.#linesSent += lines.length - refused.length;
    if (tooOld !== null) this.#leftOut = `${tooOld}; the recordings keep them`;
    const last = refused.at(-1);
    if (last === undefined) return;
    this.#linesRefused += refused.length;
    this.#refusedInARow += refused.length;
    this.#leftOut = `${last.reason}; ${await setAside(this.#stateFolder, refused)}`;
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
