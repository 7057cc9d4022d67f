import { type Feed, FeedError } from './feed.ts';
import { FeedChannel, type FeedChannelOptions } from './feedChannel.ts';
import type { StreamConnection } from './streamConnection.ts';

interface OwnTimeline {
  /** null until its recording is open. */
  channel: FeedChannel | null;
  /** The client is gone: what is still being opened is closed again. */
  isOver: boolean;
  /** One change at a time, as a client may ask for another recording while the first is being opened. */
  changing: Promise<void>;
  pending: number;
}

export interface OwnTimelinesOptions extends FeedChannelOptions {
  /** How many there may be at a time: each reads, and perhaps computes, for one client alone. */
  readonly most: number;
  /** What clients see that have none. */
  readonly shared: FeedChannel;
}

/** The clients that look at a recording by themselves, each with a player of its own. */
export class OwnTimelines {
  readonly #options: OwnTimelinesOptions;
  readonly #timelines = new Map<StreamConnection, OwnTimeline>();

  constructor(options: OwnTimelinesOptions) {
    this.#options = options;
  }

  /** What a client sees. */
  channelOf(connection: StreamConnection): FeedChannel {
    return this.#timelines.get(connection)?.channel ?? this.#options.shared;
  }

  beat(): void {
    for (const { channel } of this.#timelines.values()) channel?.beat();
  }

  /**
   * Shows a recording to one client, instead of what all see or of what it saw by itself.
   * @throws FeedError when as many as may be have one; what `open` throws, and the client sees what it saw
   */
  watch(connection: StreamConnection, open: () => Promise<Feed>): Promise<void> {
    const { most } = this.#options;
    let own = this.#timelines.get(connection);
    if (own === undefined) {
      if (this.#timelines.size >= most) {
        throw new FeedError(
          `${most} clients have a timeline of their own, which is as many as there can be; look at the shared one, or close another page.`,
        );
      }
      own = { channel: null, isOver: false, changing: Promise.resolve(), pending: 0 };
      this.#timelines.set(connection, own);
    }
    const mine = own;
    return this.#change(connection, mine, async () => this.#show(connection, mine, await open()));
  }

  /** Back to what all see. */
  leave(connection: StreamConnection): Promise<void> {
    const own = this.#timelines.get(connection);
    if (own === undefined) return Promise.resolve();
    return this.#change(connection, own, () => this.#hide(connection, own));
  }

  /** Back to what all see, for those that look at one of these recordings; each is told why. */
  async end(recordings: ReadonlySet<string>, why: (recording: string) => string): Promise<void> {
    const ended = [...this.#timelines].map(([connection, own]) =>
      this.#change(connection, own, async () => {
        const recording = own.channel?.feed.facts.session;
        if (recording === undefined || !recordings.has(recording)) return;
        await this.#hide(connection, own);
        if (!own.isOver) connection.send({ type: 'error', message: why(recording) });
      }),
    );
    await Promise.all(ended);
  }

  /** The client is gone. */
  async close(connection: StreamConnection): Promise<void> {
    const own = this.#timelines.get(connection);
    if (own === undefined) return;
    own.isOver = true;
    await this.leave(connection);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#timelines.keys()].map((connection) => this.close(connection)));
  }

  /** One after the other; the last one that leaves nothing to see gives the place free. */
  async #change(
    connection: StreamConnection,
    own: OwnTimeline,
    change: () => Promise<void>,
  ): Promise<void> {
    const before = own.changing;
    const changed = before.then(change).finally(() => {
      own.pending--;
      if (own.pending === 0 && own.channel === null) this.#timelines.delete(connection);
    });
    own.pending++;
    own.changing = changed.catch(() => undefined);
    await changed;
  }

  async #hide(connection: StreamConnection, own: OwnTimeline): Promise<void> {
    const { channel } = own;
    if (channel === null) return;
    own.channel = null;
    channel.delete(connection);
    channel.close();
    if (!own.isOver) this.#options.shared.add(connection);
    await channel.feed.stop();
  }

  async #show(connection: StreamConnection, own: OwnTimeline, feed: Feed): Promise<void> {
    if (own.isOver) return feed.stop();
    const before = own.channel;
    const channel = new FeedChannel(feed, 'own', this.#options);
    channel.open();
    (before ?? this.#options.shared).delete(connection);
    own.channel = channel;
    // Greeted before it starts, so that the client misses none of its frames.
    channel.add(connection);
    before?.close();
    await before?.feed.stop();
    await feed.start();
  }
}
