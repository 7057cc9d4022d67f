import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Role } from '../model/role.ts';
import type { HubClock } from '../model/sensorSource.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import type { ClientMessage } from '../stream/messages.ts';
import { refusalOfMessage } from './access/gate.ts';
import { ClientMessageError, parseClientMessage } from './clientMessages.ts';
import { type Feed, FeedError } from './feed.ts';
import { FeedChannel } from './feedChannel.ts';
import { OwnTimelines } from './ownTimelines.ts';
import { type RecordingLibrary, UnknownRecordingError } from './recordingLibrary.ts';
import { StreamConnection } from './streamConnection.ts';
import { DEFAULT_STREAM_LIMITS, type StreamLimits } from './streamLimits.ts';

/** WebSocket close codes this server uses besides those of `ws` (1009: message too large). */
const CLOSE_GOING_AWAY = 1001;
const CLOSE_BINARY_REFUSED = 1003;
const CLOSE_BAD_MESSAGE = 1008;

export interface StreamServerOptions {
  readonly feed: Feed;
  readonly clock: HubClock;
  /** Name and version of this software, for the hello. */
  readonly software: string;
  readonly logger: Logger;
  readonly limits?: Partial<StreamLimits>;
  /** Opens a recording for a client that wants to see it alone; see `RecordingLibrary`. */
  readonly openReplay?: RecordingLibrary['openReplay'];
  /** Called once, when the first client has been welcomed. */
  readonly onFirstClient?: () => void;
}

/**
 * Serves one feed to any number of clients, and to some of them a recording of their own. Each client
 * has its own credit, and none of them can slow another or the pipeline.
 */
export class StreamServer {
  readonly #clock: HubClock;
  readonly #logger: Logger;
  readonly #limits: StreamLimits;
  readonly #sockets: WebSocketServer;
  readonly #shared: FeedChannel;
  readonly #own: OwnTimelines;
  readonly #openReplay: StreamServerOptions['openReplay'];
  readonly #connections = new Map<WebSocket, StreamConnection>();
  readonly #onFirstClient: () => void;
  #hadClient = false;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(options: StreamServerOptions) {
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#limits = { ...DEFAULT_STREAM_LIMITS, ...options.limits };
    this.#onFirstClient = options.onFirstClient ?? (() => {});
    this.#openReplay = options.openReplay;
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: this.#limits.maxPayloadBytes,
      clientTracking: false,
    });
    const { clock, software, logger } = options;
    const { batchMs, ownTimelines: most } = this.#limits;
    const served = { clock, software, batchMs, logger };
    this.#shared = new FeedChannel(options.feed, 'shared', served);
    this.#own = new OwnTimelines({ ...served, most, shared: this.#shared });
  }

  get clientCount(): number {
    return this.#connections.size;
  }

  get feed(): Feed {
    return this.#shared.feed;
  }

  start(): void {
    this.#shared.open();
    this.#heartbeat = setInterval(() => {
      this.#attempt('a heartbeat failed', () => this.#shared.beat());
      this.#attempt('a heartbeat failed', () => this.#own.beat());
    }, this.#limits.heartbeatMs);
  }

  /** Closes every connection; those that do not answer the close within `graceMs` are cut. */
  async stop(graceMs = 200): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    this.#shared.close();
    const sockets = [...this.#connections.keys()];
    for (const socket of sockets) socket.close(CLOSE_GOING_AWAY, 'the hub is stopping');
    const deadline = setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, graceMs);
    await Promise.all(sockets.map(closed));
    clearTimeout(deadline);
    await this.#own.stop();
  }

  /** Turns every client without a timeline of its own to another feed; they get a new hello and go on. */
  serve(feed: Feed): void {
    this.#shared.serve(feed);
  }

  /** For recordings that were deleted: who looks at one alone sees again what all see. */
  endOwnTimelines(recordings: readonly string[]): Promise<void> {
    return this.#own.end(
      new Set(recordings),
      (id) => `"${id}" is being deleted, so its replay ended.`,
    );
  }

  /** Takes over an upgrade request that passed the checks of Host and Origin. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, role: Role): void {
    const isStopped = this.#heartbeat === undefined;
    if (isStopped) {
      socket.destroy();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => this.#welcome(client, role));
  }

  #welcome(socket: WebSocket, role: Role): void {
    const connection = new StreamConnection(socket, this.#limits);
    this.#connections.set(socket, connection);
    socket.on('close', (code) => {
      this.#connections.delete(socket);
      this.#shared.delete(connection);
      this.#own.close(connection).catch((error: unknown) => this.#logger.warn({ err: error }));
      this.#logger.debug({ code, clients: this.#connections.size }, 'stream client left');
    });
    socket.on('error', (error) => this.#logger.info(`stream client failed: ${error.message}`));
    socket.on('message', (data, isBinary) => {
      // A refused client may go on sending until its close arrives.
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary) connection.refuse(CLOSE_BINARY_REFUSED, 'messages must be JSON text');
      else void this.#receive(connection, role, data.toString());
    });
    const isGreeted = this.#attempt('a client could not be greeted', () =>
      this.#shared.add(connection),
    );
    if (!isGreeted) {
      socket.terminate();
      return;
    }
    this.#logger.debug({ clients: this.#connections.size }, 'stream client joined');
    if (this.#hadClient) return;
    this.#hadClient = true;
    this.#attempt('what the first client begins failed', this.#onFirstClient);
  }

  /** Where nobody above could tell anybody: it goes to the log. @returns whether it was done */
  #attempt(what: string, action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      this.#logger.error({ err: error }, what);
      return false;
    }
  }

  async #receive(connection: StreamConnection, role: Role, text: string): Promise<void> {
    try {
      await this.#answer(connection, role, text);
    } catch (error) {
      this.#logger.error({ err: error }, 'a client could not be answered');
      connection.drop();
    }
  }

  async #answer(connection: StreamConnection, role: Role, text: string): Promise<void> {
    if (!connection.countMessage()) {
      connection.refuse(CLOSE_BAD_MESSAGE, 'too many messages');
      return;
    }
    try {
      const message = parseClientMessage(text);
      const refusal = refusalOfMessage(role, message.type);
      if (refusal !== null) connection.send({ type: 'error', message: refusal });
      else if (message.type === 'ack')
        connection.acknowledge(message.sequence, this.#clock() / 1000);
      else if (message.type === 'watch') await this.#watch(connection, message);
      else await this.#own.channelOf(connection).control(connection, message);
    } catch (error) {
      if (error instanceof ClientMessageError) {
        connection.refuse(CLOSE_BAD_MESSAGE, error.message);
      } else if (error instanceof FeedError || error instanceof UnknownRecordingError) {
        connection.send({ type: 'error', message: error.message });
      } else if (error instanceof RecordingError) {
        this.#logger.warn({ err: error }, 'a recording cannot be used');
        connection.send({ type: 'error', message: withoutPath(error) });
      } else {
        this.#logger.error({ err: error }, 'a control message failed');
        connection.send({ type: 'error', message: 'the hub could not do that; see its log' });
      }
    }
  }

  async #watch(
    connection: StreamConnection,
    { recording, settings }: Extract<ClientMessage, { type: 'watch' }>,
  ): Promise<void> {
    if (recording === null) return this.#own.leave(connection);
    const open = this.#openReplay;
    if (open === undefined) throw new FeedError('This hub has no recordings to look at.');
    await this.#own.watch(connection, () => open(recording, settings));
  }
}

function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
