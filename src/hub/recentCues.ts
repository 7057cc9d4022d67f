import type { ControlMessage } from '../stream/client.ts';
import { FeedError } from './feed.ts';

type CueOutput = Extract<ControlMessage, { readonly type: 'cueOutput' }>;

/** Pages tell of a cue at once: more are never awaited. */
const KEPT = 50;
/** A page knows hub time to within this, µs. */
const CLOCK_ERROR_US = 500_000;

/** The newest cues of the session: only of these can a page say when they came out. */
export class RecentCues {
  /** Number of each to when it was decided, hub time. */
  readonly #decidedUs = new Map<number, number>();

  note(number: number, decidedUs: number): void {
    this.#decidedUs.set(number, decidedUs);
    for (const oldest of this.#decidedUs.keys()) {
      if (this.#decidedUs.size <= KEPT) break;
      this.#decidedUs.delete(oldest);
    }
  }

  forget(): void {
    this.#decidedUs.clear();
  }

  /** @throws FeedError of a cue that is not of this session, and of one that came out before it was decided */
  require({ number, shownUs, soundedUs }: CueOutput): void {
    const decidedUs = this.#decidedUs.get(number);
    if (decidedUs === undefined) {
      const newest = [...this.#decidedUs.keys()].at(-1);
      const valid = newest === undefined ? 'none was given' : `the newest is ${newest}`;
      throw new FeedError(
        `cueOutput, field "number": ${number} is no recent cue of this session; ${valid}.`,
      );
    }
    for (const [field, atUs] of Object.entries({ shownUs, soundedUs })) {
      if (atUs === null || atUs >= decidedUs - CLOCK_ERROR_US) continue;
      const earlyS = (decidedUs - atUs) / 1e6;
      throw new FeedError(
        `cueOutput, field "${field}": ${earlyS.toFixed(1)} s before cue ${number} was decided; valid is hub time from ${decidedUs} on.`,
      );
    }
  }
}
