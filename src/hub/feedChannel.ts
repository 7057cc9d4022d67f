import type { Logger } from 'pino';
import type { HubClock } from '../model/sensorSource.ts';
import type { ControlMessage } from '../stream/client.ts';
import { DISCLAIMER } from '../stream/disclaimer.ts';
import {
  type ReplayState,
  type ServerMessage,
  SUBPROTOCOL,
  type Timeline,
} from '../stream/messages.ts';
import type { Feed } from './feed.ts';
import { type EncodedBatch, FrameBatcher } from './frameBatcher.ts';
import { snapshotText } from './snapshotText.ts';
import type { StreamConnection } from './streamConnection.ts';

type ReplayAction = Extract<ControlMessage, { type: 'replay' }>['action'];

/** What leaves a held playback held; all else ends it. */
const KEEPS_HELD: ReadonlySet<ReplayAction> = new Set(['speed', 'loop']);

export interface FeedChannelOptions {
  readonly clock: HubClock;
  readonly software: string;
  readonly batchMs: number;
  /** Of the stream. */
  readonly logger: Logger;
}

/** One feed and the clients that see it: each batch and event is encoded once for all of them. */
export class FeedChannel {
  readonly timeline: Timeline;
  readonly #options: FeedChannelOptions;
  readonly #batcher: FrameBatcher;
  readonly #connections = new Set<StreamConnection>();
  #feed: Feed;
  #unsubscribe: (() => void)[] = [];
  #newestFrameAtUs: number | null = null;
  /** Those of the recording that all of these clients know. */
  #toldMarks: ReplayState['marks'] | null = null;
  /** Who holds playback while looking for a position; null where nobody does. */
  #dragging: StreamConnection | null = null;
  /** Of the present layout, for those who come while a replay stands still. */
  #newestBatch: EncodedBatch | null = null;

  constructor(feed: Feed, timeline: Timeline, options: FeedChannelOptions) {
    this.#feed = feed;
    this.timeline = timeline;
    this.#options = options;
    this.#batcher = new FrameBatcher(
      options.batchMs,
      (batch) => this.#broadcastBatch(batch),
      (layout) => {
        this.#newestBatch = null;
        this.#each((connection) => connection.layoutChanged());
        this.#broadcast({ type: 'layout', layout });
      },
    );
    this.#batcher.carries(feed.facts.customMeasures);
  }

  get feed(): Feed {
    return this.#feed;
  }

  open(): void {
    const feed = this.#feed;
    this.#unsubscribe = [
      feed.on('frame', (frame) => {
        this.#newestFrameAtUs = this.#options.clock();
        this.#batcher.add(frame);
      }),
      feed.on('event', (event) => this.#broadcastInOrder({ type: 'event', event })),
      feed.on('snapshot', (snapshot) =>
        this.#behindFrames(() =>
          this.#broadcastText(() => `{"type":"snapshot","snapshot":${snapshotText(snapshot)}}`),
        ),
      ),
      feed.on('replay', (replay) => this.#tellReplay(replay)),
      feed.on('preview', (preview) => this.#broadcastInOrder({ type: 'preview', preview })),
      feed.on('sensors', (sensors) => this.#broadcast({ type: 'sensors', sensors })),
      feed.on('status', (status) => this.#broadcast({ type: 'status', status })),
      feed.on('calibrationProgress', (progress) =>
        this.#broadcast({ type: 'calibrationProgress', progress }),
      ),
      feed.on('restarted', () =>
        this.#behindFrames(() => {
          // The settings of this session may name other formulas than those of the one before.
          this.#batcher.carries(feed.facts.customMeasures);
          this.#greetAll();
        }),
      ),
    ];
  }

  /** Leaves the feed; it is its owner's to stop. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    this.#flushOrLog();
  }

  /** Turns all its clients to another feed; they get a new hello and go on. */
  serve(feed: Feed): void {
    this.close();
    this.#feed = feed;
    this.#dragging = null;
    this.#newestFrameAtUs = null;
    this.#newestBatch = null;
    this.#batcher.carries(feed.facts.customMeasures);
    this.open();
    this.#greetAll();
  }

  /**
   * Greets the client, which sees this feed from here on. It learns the hub's clock at once:
   * without it no page can tell how old what it is shown is.
   */
  add(connection: StreamConnection): void {
    // Frames already waiting belong to the time before this client's hello.
    this.#flushOrLog();
    connection.startOver();
    this.#connections.add(connection);
    connection.sendText(this.#hello());
    connection.send(this.#heartbeat());
    // Nothing else would come, and the page would show no legs.
    if (this.#newestBatch && this.#feed.replay?.playing === false) {
      connection.sendBatch(this.#newestBatch, this.#options.clock() / 1000);
    }
  }

  delete(connection: StreamConnection): void {
    this.#connections.delete(connection);
    if (connection === this.#dragging) this.#letGo();
  }

  /**
   * Does what a client asked.
   * @throws FeedError with the reason when the feed cannot do it
   */
  control(connection: StreamConnection, message: ControlMessage): Promise<void> {
    if (message.type === 'replay' && !KEEPS_HELD.has(message.action)) {
      this.#dragging = message.action === 'seek' && message.preview ? connection : null;
    }
    return this.#feed.control(message);
  }

  /** Nobody else knows that it is held: it goes on from where it stood. */
  #letGo(): void {
    this.#dragging = null;
    const { replay } = this.#feed;
    if (replay === null) return;
    const { positionS } = replay;
    // A feed that cannot go there has told its clients why.
    this.#feed.control({ type: 'replay', action: 'seek', positionS }).catch(() => undefined);
  }

  beat(): void {
    this.#each((connection) => connection.checkAlive());
    this.#broadcast(this.#heartbeat());
  }

  #heartbeat(): Extract<ServerMessage, { type: 'heartbeat' }> {
    const hubTimeUs = this.#options.clock();
    const newestUs = this.#newestFrameAtUs;
    const newestFrameAgeMs = newestUs === null ? null : (hubTimeUs - newestUs) / 1000;
    return { type: 'heartbeat', hubTimeUs, newestFrameAgeMs };
  }

  #hello(): string {
    const { facts, snapshot, replay, sensors, status } = this.#feed;
    const { mode, results, simulated, session, frameRateHz, headline, task } = facts;
    const hello = {
      type: 'hello',
      protocol: SUBPROTOCOL,
      mode,
      results,
      timeline: this.timeline,
      simulated,
      session,
      software: this.#options.software,
      frameRateHz,
      headline,
      ...(task !== undefined && { task }),
      headlineMdc95: facts.headlineMdc95 ?? null,
      disclaimer: DISCLAIMER,
      layout: this.#batcher.layout,
      replay,
      sensors,
      status,
    } satisfies Omit<Extract<ServerMessage, { type: 'hello' }>, 'snapshot'>;
    return `${JSON.stringify(hello).slice(0, -1)},"snapshot":${snapshotText(snapshot)}}`;
  }

  #greetAll(): void {
    const text = this.#hello();
    this.#toldMarks = this.#feed.replay?.marks ?? null;
    this.#each((connection) => {
      // A client that forgets what it knew, as it is told to, acknowledges nothing of before.
      connection.startOver();
      connection.sendText(text);
      connection.send(this.#heartbeat());
    });
  }

  /** An hour has a hundred kilobytes of marks, and its position is told twice a second. */
  #tellReplay({ marks, ...rest }: ReplayState): void {
    const isNew = marks !== this.#toldMarks;
    this.#toldMarks = marks;
    this.#broadcast({ type: 'replay', replay: isNew ? { ...rest, marks } : rest });
  }

  #broadcastBatch(batch: EncodedBatch): void {
    const nowMs = this.#options.clock() / 1000;
    this.#newestBatch = batch;
    this.#each((connection) => connection.sendBatch(batch, nowMs));
  }

  #broadcastInOrder(message: ServerMessage): void {
    this.#behindFrames(() => this.#broadcast(message));
  }

  /**
   * Frames that came before must arrive before; those that cannot be sent do not stand in its way.
   * @throws what sending them failed by, when it is done
   */
  #behindFrames(tell: () => void): void {
    try {
      this.#batcher.flush();
    } finally {
      tell();
    }
  }

  /** Where a feed is left or a client comes nobody could be told, and neither may break off. */
  #flushOrLog(): void {
    try {
      this.#batcher.flush();
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'frames could not be sent');
    }
  }

  #broadcast(message: ServerMessage): void {
    this.#broadcastText(() => JSON.stringify(message));
  }

  #broadcastText(textOf: () => string): void {
    if (this.#connections.size === 0) return;
    const text = textOf();
    this.#each((connection) => connection.sendText(text));
  }

  /** One that cannot be served is dropped, which is logged, and may come again; the others are served. */
  #each(serve: (connection: StreamConnection) => void): void {
    for (const connection of this.#connections) {
      try {
        serve(connection);
      } catch (error) {
        this.#connections.delete(connection);
        connection.drop();
        this.#options.logger.warn({ err: error }, 'a client could not be served');
      }
    }
  }
}
