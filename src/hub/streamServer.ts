import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { HubClock } from '../model/sensorSource.ts';
import { DISCLAIMER } from '../stream/disclaimer.ts';
import { type ServerMessage, SUBPROTOCOL } from '../stream/messages.ts';
import { ClientMessageError, parseClientMessage } from './clientMessages.ts';
import { type Feed, FeedError } from './feed.ts';
import { type EncodedBatch, FrameBatcher } from './frameBatcher.ts';
import { StreamConnection } from './streamConnection.ts';
import { DEFAULT_STREAM_LIMITS, type StreamLimits } from './streamLimits.ts';

/** WebSocket close codes this server uses besides those of `ws` (1009: message too large). */
export const CLOSE_GOING_AWAY = 1001;
export const CLOSE_BINARY_REFUSED = 1003;
export const CLOSE_BAD_MESSAGE = 1008;

export interface StreamServerOptions {
  readonly feed: Feed;
  readonly clock: HubClock;
  /** Name and version of this software, for the hello. */
  readonly software: string;
  readonly logger: Logger;
  readonly limits?: Partial<StreamLimits>;
  /** Called once, when the first client has been welcomed. */
  readonly onFirstClient?: () => void;
}

/**
 * Serves one feed to any number of clients: each batch and event is encoded once, each client
 * has its own credit, and none of them can slow another or the pipeline.
 */
export class StreamServer {
  readonly #clock: HubClock;
  readonly #software: string;
  readonly #logger: Logger;
  readonly #limits: StreamLimits;
  readonly #sockets: WebSocketServer;
  readonly #batcher: FrameBatcher;
  readonly #connections = new Map<WebSocket, StreamConnection>();
  readonly #onFirstClient: () => void;
  #hadClient = false;
  #feed: Feed;
  #unsubscribe: (() => void)[] = [];
  #newestFrameAtUs: number | null = null;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(options: StreamServerOptions) {
    this.#feed = options.feed;
    this.#clock = options.clock;
    this.#software = options.software;
    this.#logger = options.logger;
    this.#limits = { ...DEFAULT_STREAM_LIMITS, ...options.limits };
    this.#onFirstClient = options.onFirstClient ?? (() => {});
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: this.#limits.maxPayloadBytes,
      clientTracking: false,
    });
    this.#batcher = new FrameBatcher(
      this.#limits.batchMs,
      (batch) => this.#broadcastBatch(batch),
      (layout) => {
        for (const connection of this.#connections.values()) connection.layoutChanged();
        this.#broadcast({ type: 'layout', layout });
      },
    );
    this.#batcher.carries(this.#feed.facts.customMeasures);
  }

  get clientCount(): number {
    return this.#connections.size;
  }

  get feed(): Feed {
    return this.#feed;
  }

  start(): void {
    this.#subscribe();
    this.#heartbeat = setInterval(() => this.#beat(), this.#limits.heartbeatMs);
  }

  /** Closes every connection; those that do not answer the close within `graceMs` are cut. */
  async stop(graceMs = 200): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    this.#leaveFeed();
    const sockets = [...this.#connections.keys()];
    for (const socket of sockets) socket.close(CLOSE_GOING_AWAY, 'the hub is stopping');
    const deadline = setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, graceMs);
    await Promise.all(sockets.map(closed));
    clearTimeout(deadline);
  }

  /** Turns every client to another feed; they get a new hello and go on. */
  serve(feed: Feed): void {
    this.#leaveFeed();
    this.#feed = feed;
    this.#newestFrameAtUs = null;
    this.#batcher.carries(feed.facts.customMeasures);
    this.#subscribe();
    this.#greetAll();
  }

  /** Takes over an upgrade request that passed the checks of Host and Origin. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const isStopped = this.#heartbeat === undefined;
    if (isStopped) {
      socket.destroy();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
  }

  #subscribe(): void {
    const feed = this.#feed;
    this.#unsubscribe = [
      feed.on('frame', (frame) => {
        this.#newestFrameAtUs = this.#clock();
        this.#batcher.add(frame);
      }),
      feed.on('event', (event) => this.#broadcastInOrder({ type: 'event', event })),
      feed.on('snapshot', (snapshot) => this.#broadcastInOrder({ type: 'snapshot', snapshot })),
      feed.on('replay', (replay) => this.#broadcast({ type: 'replay', replay })),
      feed.on('sensors', (sensors) => this.#broadcast({ type: 'sensors', sensors })),
      feed.on('restarted', () => {
        this.#batcher.flush();
        this.#greetAll();
      }),
    ];
  }

  #leaveFeed(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    this.#batcher.flush();
  }

  #welcome(socket: WebSocket): void {
    const connection = new StreamConnection(socket, this.#limits);
    // Frames already waiting belong to the time before this client's hello.
    this.#batcher.flush();
    this.#connections.set(socket, connection);
    socket.on('close', (code) => {
      this.#connections.delete(socket);
      this.#logger.debug({ code, clients: this.#connections.size }, 'stream client left');
    });
    socket.on('error', (error) => this.#logger.info(`stream client failed: ${error.message}`));
    socket.on('message', (data, isBinary) => {
      // A refused client may go on sending until its close arrives.
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary) connection.refuse(CLOSE_BINARY_REFUSED, 'messages must be JSON text');
      else void this.#receive(connection, data.toString());
    });
    connection.sendText(this.#hello());
    this.#logger.debug({ clients: this.#connections.size }, 'stream client joined');
    if (this.#hadClient) return;
    this.#hadClient = true;
    this.#onFirstClient();
  }

  async #receive(connection: StreamConnection, text: string): Promise<void> {
    if (!connection.countMessage()) {
      connection.refuse(CLOSE_BAD_MESSAGE, 'too many messages');
      return;
    }
    try {
      const message = parseClientMessage(text);
      if (message.type === 'ack') connection.acknowledge(message.sequence, this.#nowMs());
      else await this.#feed.control(message);
    } catch (error) {
      if (error instanceof ClientMessageError) {
        connection.refuse(CLOSE_BAD_MESSAGE, error.message);
      } else if (error instanceof FeedError) {
        connection.send({ type: 'error', message: error.message });
      } else {
        this.#logger.error({ err: error }, 'a control message failed');
        connection.send({ type: 'error', message: 'the hub could not do that; see its log' });
      }
    }
  }

  #hello(): string {
    const { facts, snapshot, replay, sensors } = this.#feed;
    const { mode, simulated, session, frameRateHz, headline } = facts;
    return JSON.stringify({
      type: 'hello',
      protocol: SUBPROTOCOL,
      mode,
      simulated,
      session,
      software: this.#software,
      frameRateHz,
      headline,
      disclaimer: DISCLAIMER,
      layout: this.#batcher.layout,
      snapshot,
      replay,
      sensors,
    } satisfies ServerMessage);
  }

  #greetAll(): void {
    const text = this.#hello();
    for (const connection of this.#connections.values()) connection.sendText(text);
  }

  #broadcastBatch(batch: EncodedBatch): void {
    const nowMs = this.#nowMs();
    for (const connection of this.#connections.values()) connection.sendBatch(batch, nowMs);
  }

  /** Frames that came before must arrive before. */
  #broadcastInOrder(message: ServerMessage): void {
    this.#batcher.flush();
    this.#broadcast(message);
  }

  #broadcast(message: ServerMessage): void {
    if (this.#connections.size === 0) return;
    const text = JSON.stringify(message);
    for (const connection of this.#connections.values()) connection.sendText(text);
  }

  #beat(): void {
    const hubTimeUs = this.#clock();
    const newestUs = this.#newestFrameAtUs;
    const newestFrameAgeMs = newestUs === null ? null : (hubTimeUs - newestUs) / 1000;
    for (const connection of this.#connections.values()) connection.checkAlive();
    this.#broadcast({ type: 'heartbeat', hubTimeUs, newestFrameAgeMs });
  }

  #nowMs(): number {
    return this.#clock() / 1000;
  }
}

function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
