import { url as inspectorUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** Longest sentence of what the hub was at. */
const ACTIVITY_BYTES = 400;
const BEAT_MS = 250;
/** Node 20 cannot read TypeScript in a thread, which tests and `npm run dev` run without building it. */
const HAS_THREAD = import.meta.url.endsWith('.js');

export interface WatchdogOptions {
  /** Where it is written that the hub hung; the next start tells it. */
  readonly file: string;
  /** After which it is said, ms. */
  readonly sayMs: number;
  /** After which the process is ended, ms. */
  readonly endMs: number;
  /** What the hub is at, in a few words; asked four times a second. */
  readonly activity: () => string;
}

/** What the thread is started with. */
export interface WatchdogJob extends Omit<WatchdogOptions, 'activity'> {
  /** A count that goes up while the event loop turns, the length of the text behind it, and the text. */
  readonly shared: SharedArrayBuffer;
}

/** The head of what is shared, in 32-bit words. */
export const BEATS = 0;
export const TEXT_LENGTH = 1;
export const HEAD_BYTES = 8;

/**
 * Ends a hub whose event loop hangs, for a supervisor to start it anew: nobody could stop it any other
 * way, and pages would wait for ever. A thread of its own watches, for nothing in a loop sees that it
 * hangs. The process ends by SIGALRM, code 142 at a shell, code 1 on Windows: a thread cannot choose
 * a code for it.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Does nothing under a debugger, which stops the loop at will. */
  start(): void {
    if (!HAS_THREAD || inspectorUrl() !== undefined || this.#worker !== null) return;
    const { activity: _, ...rest } = this.#options;
    const shared = new SharedArrayBuffer(HEAD_BYTES + ACTIVITY_BYTES);
    this.#beat(shared);
    // It holds the thread too, which ends when nobody does.
    this.#timer = setInterval(() => this.#beat(shared), BEAT_MS).unref();
    const workerData: WatchdogJob = { ...rest, shared };
    this.#worker = new Worker(new URL('./watchdogThread.js', import.meta.url), {
      workerData,
      // Of the process are some that a thread refuses.
      execArgv: [],
    });
    // A hub without a watchdog is better than none.
    this.#worker.on('error', ({ message }) => console.error(`! The watchdog ended: ${message}`));
    this.#worker.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #beat(shared: SharedArrayBuffer): void {
    const head = new Int32Array(shared, 0, 2);
    const text = new Uint8Array(shared, HEAD_BYTES);
    const bytes = Buffer.from(wordsOf(this.#options.activity)).subarray(0, ACTIVITY_BYTES);
    text.set(bytes);
    Atomics.store(head, TEXT_LENGTH, bytes.length);
    Atomics.add(head, BEATS, 1);
  }
}

function wordsOf(activity: () => string): string {
  try {
    return activity();
  } catch {
    return 'what it was at is not known';
  }
}
