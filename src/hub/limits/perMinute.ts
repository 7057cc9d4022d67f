import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How often each address did something, counted anew every minute. */
export class PerMinute {
  readonly most: number;
  readonly #counted: RateLimiterMemory;

  /** @param most what one address is granted in a minute */
  constructor(most: number) {
    this.most = most;
    this.#counted = new RateLimiterMemory({ points: most, duration: 60 });
  }

  /** Counts one more of an address. @returns how many that are by now, and how long until none is, s */
  async count(address: string): Promise<{ readonly done: number; readonly anewInS: number }> {
    // It rejects nothing: what is too much is a matter of whoever asks.
    const { consumedPoints, msBeforeNext } = await this.#counted.penalty(address);
    return { done: consumedPoints, anewInS: Math.ceil(msBeforeNext / 1000) };
  }
}
