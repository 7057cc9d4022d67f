import type { HubClock } from '../../../model/sensorSource.ts';
import type { PacketContent } from '../../../protocols/index.ts';
import type { IndexRange } from '../../../signal/indexRanges.ts';
import { pause } from '../pause.ts';
import { Wakeup } from '../wakeup.ts';
import type { SampleAccount } from './sampleAccount.ts';

/** What became of asking for samples again: the part that will come, or why there is none. */
export type ResendOutcome =
  | { readonly kind: 'comes'; readonly part: IndexRange }
  | { readonly kind: 'gone' }
  /** Another resend is under way. */
  | { readonly kind: 'busy' };

export interface RefillerOptions {
  readonly account: SampleAccount;
  readonly clock: HubClock;
  /** Asks the sensor; rejects when the link fails or the sensor does not know the command. */
  readonly resend: (range: IndexRange) => Promise<ResendOutcome>;
  /** These are lost for good. */
  readonly gone: (range: IndexRange) => void;
}

/** An overtaken packet comes by itself, and what a bad moment lost is asked for in one piece. */
const SETTLE_S = 0.25;
/** One request is over soon, so that a newer gap or a command need not wait for long. */
const MOST_SAMPLES = 500;
/** Gaps with fewer samples between them are asked for together. */
const JOINED_ACROSS = 50;
/** The protocol's limit: without a refilled notification for so long a resend is over. */
const SILENCE_MS = 2000;
/** After a request that brought nothing. */
const REST_S = 1;

/**
 * Asks a sensor for the samples that its link lost, one request at a time and the oldest first, for
 * they are overwritten first. Live samples go on meanwhile.
 */
export class Refiller {
  readonly #options: RefillerOptions;
  readonly #abort = new AbortController();
  readonly #wakeup = new Wakeup();
  #running: Promise<void> | undefined;
  #finishing = false;
  /** Behind the newest sample that was sent again. */
  #refilledEnd = Number.NEGATIVE_INFINITY;

  constructor(options: RefillerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends at once, as when the link has ended. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#wakeup.wake();
    await this.#running;
  }

  /** Asks for nothing more; resolves when the sensor has sent what it was asked for last. */
  async finish(): Promise<void> {
    this.#finishing = true;
    this.#wakeup.wake();
    await this.#running;
  }

  /** Notes what a notification of the link holds. */
  heard(content: PacketContent): void {
    const { account, clock } = this.#options;
    const isNewGap = account.enter(content, clock());
    if (content.refilled) this.#refilledEnd = content.firstIndex + content.count;
    if (isNewGap || content.refilled) this.#wakeup.wake();
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    try {
      while (!signal.aborted && !this.#finishing) {
        if (this.#options.account.missing.length === 0) {
          await this.#wakeup.sleep();
        } else {
          await pause(SETTLE_S, signal);
          await this.#ask(signal);
        }
      }
    } catch {
      // Stopped, or the link failed: the next link asks for what is missing then. A sensor that does
      // not know the command is not asked again.
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const { account, gone } = this.#options;
    for (const overwritten of account.giveUpOverwritten()) gone(overwritten);
    const wanted = firstWanted(account.missing);
    if (!wanted || this.#finishing) return;
    if (!(await this.#refill(wanted))) await pause(REST_S, signal);
  }

  /** @returns false where nothing came of it, and asking at once would be in vain */
  async #refill(wanted: IndexRange): Promise<boolean> {
    const { resend } = this.#options;
    this.#refilledEnd = Number.NEGATIVE_INFINITY;
    const outcome = await resend(wanted);
    if (outcome.kind === 'busy') return false;
    if (outcome.kind === 'gone') {
      this.#giveUp(wanted);
      return true;
    }
    const { part } = outcome;
    this.#giveUp({ first: wanted.first, end: Math.min(part.first, wanted.end) });
    return this.#comes(part);
  }

  /**
   * Waits until the sensor has sent all of `part`: it sends the oldest first. What was lost again
   * stays missing, and is asked for anew.
   */
  async #comes(part: IndexRange): Promise<boolean> {
    const { account } = this.#options;
    const isOver = () => this.#refilledEnd >= part.end || !account.isMissing(part);
    while (!isOver() && !this.#abort.signal.aborted) {
      if (!(await this.#wakeup.sleep(SILENCE_MS))) return false;
    }
    return true;
  }

  #giveUp(range: IndexRange): void {
    const { account, gone } = this.#options;
    if (range.end <= range.first) return;
    for (const missing of account.giveUp(range)) gone(missing);
  }
}

/** The oldest gap and those close behind it, as far as one request goes. */
function firstWanted(missing: readonly IndexRange[]): IndexRange | null {
  const [oldest] = missing;
  if (!oldest) return null;
  let { end } = oldest;
  for (const gap of missing) {
    if (gap.first - end >= JOINED_ACROSS) break;
    end = Math.max(end, gap.end);
  }
  return { first: oldest.first, end: Math.min(end, oldest.first + MOST_SAMPLES) };
}
