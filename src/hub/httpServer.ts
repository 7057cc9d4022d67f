import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyServerOptions,
  fastify,
} from 'fastify';
import type { Logger } from 'pino';
import { hasOddLength } from '../model/oddLength.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { SidecarEditError } from '../recording/sidecar/sidecarEdit.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { ReportError } from '../report/gather/reportError.ts';
import { SUBPROTOCOL } from '../stream/messages.ts';
import type { Access } from './access/access.ts';
import { registerAccess } from './access/accessRoutes.ts';
import { Entrance } from './access/entrance.ts';
import { refuse } from './access/refusal.ts';
import { admittedTo } from './access/routeRoles.ts';
import { type ApiOptions, registerApi } from './api.ts';
import { serveDashboard } from './dashboardFiles.ts';
import { FeedError } from './feed.ts';
import { listenError } from './hubError.ts';
import { ConnectionLimit } from './limits/connectionLimit.ts';
import type { HttpLimits } from './limits/httpLimits.ts';
import { RefusalLog } from './limits/refusalLog.ts';
import { refuseOn } from './limits/refuseOn.ts';
import { RequestsAhead } from './limits/requestsAhead.ts';
import { answerUnreadable } from './limits/unreadable.ts';
import { UntakenAnswers } from './limits/untakenAnswers.ts';
import { logRequests } from './logs/logRequests.ts';
import { UnknownRecordingError } from './recordingLibrary.ts';
import { REFUSAL_HEADERS, securityHeaders } from './securityHeaders.ts';
import { CatalogueError } from './sessionCatalogue.ts';
import type { StreamServer } from './streamServer.ts';
import type { Certificate } from './tls/certificate.ts';

const STREAM_PATH = '/api/v1/stream';

export interface HttpServerOptions extends ApiOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dashboardsFolder: string;
  readonly stream: StreamServer;
  readonly logger: Logger;
  /** Of the part `access`. */
  readonly accessLogger: Logger;
  /** null where no token is needed. */
  readonly access: Access | null;
  /** Names by which this hub is reached, besides its addresses. */
  readonly hostNames: readonly string[];
  readonly limits: HttpLimits;
  /** null for plain HTTP. */
  readonly tls: Certificate | null;
}

/** The hub's one port: dashboard, REST and the WebSocket stream. */
export class HttpServer {
  readonly #options: HttpServerOptions;
  readonly #entrance: Entrance;
  readonly #refusals: RefusalLog;
  readonly #connections: ConnectionLimit;
  readonly #ahead: RequestsAhead;
  readonly #untaken: UntakenAnswers;
  #app: FastifyInstance | null = null;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    const { access, host, hostNames, limits, accessLogger: logger } = options;
    this.#entrance = new Entrance({ access, names: [host, ...hostNames], limits, logger });
    this.#refusals = new RefusalLog(logger);
    this.#connections = new ConnectionLimit(limits, (address) =>
      this.#refusals.note('connection', address),
    );
    this.#ahead = new RequestsAhead(limits);
    this.#untaken = new UntakenAnswers(limits, (address) =>
      this.#refusals.note('untaken', address),
    );
  }

  /** The port listened on; 0 while stopped. */
  get port(): number {
    const address = this.#app?.server.address() as AddressInfo | string | null | undefined;
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Connections that were cut, as there were too many. */
  get refusedConnections(): number {
    return this.#connections.refused;
  }

  /** @throws HubError when the port cannot be listened on. */
  async start(): Promise<void> {
    const { host, port, dashboardsFolder, access, logger, accessLogger } = this.#options;
    const app = this.#create();
    logRequests(app, logger);
    app.addHook('onSend', async (request, reply) => {
      this.#untaken.watch(reply.raw);
      if (reply.statusCode === 429) this.#refusals.note('request', request.ip);
    });
    this.#guard(app);
    registerAccess(app, access, this.#entrance.wrongTokens, accessLogger);
    registerApi(app, this.#options);
    await serveDashboard(app, dashboardsFolder);
    app.server.on(
      'upgrade',
      (request: IncomingMessage, socket: Duplex, head: Buffer) =>
        void this.#upgrade(request, socket, head),
    );
    try {
      await app.listen({ host, port });
    } catch (error) {
      await app.close();
      throw listenError(error, host, port);
    }
    this.#app = app;
    this.#untaken.start();
  }

  async stop(): Promise<void> {
    this.#untaken.stop();
    await this.#app?.close();
    this.#app = null;
    this.#refusals.close();
  }

  #create(): FastifyInstance {
    const { limits, tls } = this.#options;
    const { bodyBytes, headersMs, requestMs, checkMs, keepAliveMs } = limits;
    const timing = { headersTimeout: headersMs, connectionsCheckingInterval: checkMs };
    const options: FastifyServerOptions = {
      bodyLimit: bodyBytes,
      forceCloseConnections: true,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      clientErrorHandler: answerUnreadable,
      frameworkErrors: (error, _, reply) => {
        const { statusCode = 400, message } = error;
        const answer = reply as FastifyReply;
        void answer.headers(REFUSAL_HEADERS).code(statusCode).send({ error: message });
      },
    };
    // Its type tells the two kinds of server apart, which nothing here does.
    const secure = { ...options, https: { ...tls, ...timing, handshakeTimeout: headersMs } };
    const app = fastify(tls ? (secure as FastifyServerOptions) : { ...options, http: timing });
    app.server.on('connection', (socket: Socket) => this.#connections.admit(socket));
    return app;
  }

  #guard(app: FastifyInstance): void {
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) admittedTo(each, url);
    });
    app.addHook('onRequest', async (request, reply) => {
      if (!this.#ahead.admit(request.raw, reply.raw)) return reply.hijack();
      const refusal = await this.#entrance.refusalOf(request.raw, request.routeOptions.url);
      if (refusal !== null) return refuse(reply, refusal);
      reply.headers(securityHeaders(request.headers.host ?? ''));
      // What is known of people is in no cache; the files of the page say for themselves.
      if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    });
    app.addHook('preValidation', async (request, reply) => {
      if (!hasOddLength(request.body)) return;
      return reply.code(400).send({ error: 'Nothing in a body is called "length".' });
    });
    app.setNotFoundHandler((request, reply) =>
      reply.code(404).send({ error: `There is nothing at ${request.method} ${request.url}.` }),
    );
    app.setErrorHandler<FastifyError>((error, _, reply) => {
      if (error instanceof UnknownRecordingError) {
        return reply.code(404).send({ error: error.message });
      }
      if (error instanceof CatalogueError || error instanceof SidecarEditError) {
        return reply.code(409).send({ error: error.message });
      }
      if (error instanceof FeedError) return reply.code(400).send({ error: error.message });
      if (error instanceof RecordingError) {
        this.#options.logger.warn({ err: error }, 'a recording cannot be used');
        return reply.code(409).send({ error: withoutPath(error) });
      }
      if (error instanceof ReportError) return reply.code(409).send({ error: withoutPath(error) });
      const status = error.statusCode ?? 500;
      if (status < 500) return reply.code(status).send({ error: error.message });
      this.#options.logger.error({ err: error }, 'a request failed');
      return reply.code(status).send({ error: 'The hub could not do that; see its log.' });
    });
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const role = await this.#entrance.roleOrRefusal(request);
    if (typeof role === 'object') {
      if (role.status === 429) this.#refusals.note('request', request.socket.remoteAddress ?? '');
      refuseOn(socket, role.status, role.error, role.retryAfterS);
    } else if (pathOf(request) !== STREAM_PATH) {
      refuseOn(socket, 404, `The stream is at ${STREAM_PATH}.`);
    } else if (!offersSubprotocol(request)) {
      refuseOn(socket, 400, `Ask for the WebSocket subprotocol ${SUBPROTOCOL}.`);
    } else this.#options.stream.upgrade(request, socket, head, role);
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

function offersSubprotocol(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  return offered.split(',').some((name) => name.trim() === SUBPROTOCOL);
}
