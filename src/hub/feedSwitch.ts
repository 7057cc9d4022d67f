import type { Feed } from './feed.ts';

/**
 * Which feed the clients see. The live one runs, and records, all the while; a replay takes
 * its place on the screens until it is left.
 */
export class FeedSwitch {
  readonly live: Feed;
  readonly #onChange: (feed: Feed) => void;
  #replay: Feed | null = null;
  #isStopped = false;
  /** One change at a time: two at once would leave a feed running that nobody sees. */
  #changing: Promise<void> = Promise.resolve();

  constructor(live: Feed, onChange: (feed: Feed) => void) {
    this.live = live;
    this.#onChange = onChange;
  }

  get current(): Feed {
    return this.#replay ?? this.live;
  }

  start(): Promise<void> {
    this.#isStopped = false;
    return this.live.start();
  }

  /** Leaves the replay alone, which may hang: the recording of the live feed has its end first. */
  stopLive(): Promise<void> {
    this.#isStopped = true;
    return this.live.stop();
  }

  async stopReplay(): Promise<void> {
    this.#isStopped = true;
    await this.#changing;
    await this.#replay?.stop();
    this.#replay = null;
  }

  /** Shows `feed` instead of what was shown, and starts it. */
  replay(feed: Feed): Promise<void> {
    return this.#change(feed);
  }

  goLive(): Promise<void> {
    return this.#change(null);
  }

  #change(replay: Feed | null): Promise<void> {
    const change = this.#changing.then(async () => {
      const previous = this.#replay;
      if (previous === replay) return;
      if (this.#isStopped) {
        // A recording that was still being opened: nobody else would close it.
        await replay?.stop();
        return;
      }
      this.#show(replay);
      try {
        // Shown before it starts, so that clients miss none of its frames.
        await replay?.start();
      } catch (error) {
        this.#show(null);
        await replay?.stop();
        throw error;
      } finally {
        await previous?.stop();
      }
    });
    this.#changing = change.catch(() => undefined);
    return change;
  }

  #show(replay: Feed | null): void {
    this.#replay = replay;
    this.#onChange(this.current);
  }
}
