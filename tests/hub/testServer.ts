import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { createHubClock } from '../../src/hub/hubClock.ts';
import type { StreamLimits } from '../../src/hub/streamLimits.ts';
import { StreamServer } from '../../src/hub/streamServer.ts';
import { StreamClient, type StreamEvents } from '../../src/stream/client.ts';
import { type ServerMessage, SUBPROTOCOL } from '../../src/stream/messages.ts';
import { FakeFeed } from './fakeFeed.ts';

export const silent = pino({ level: 'silent' });

/** A stream server alone on a free port, and whatever was opened to it, closed together. */
export class TestServer {
  readonly feed = new FakeFeed();
  readonly server: StreamServer;
  readonly #http: Server;
  readonly #closers: (() => void)[] = [];

  constructor(limits: Partial<StreamLimits> = {}) {
    this.server = new StreamServer({
      feed: this.feed,
      clock: createHubClock(),
      software: 'plumbline test',
      logger: silent,
      limits,
    });
    this.#http = createServer();
    this.#http.on('upgrade', (request, socket, head) =>
      this.server.upgrade(request, socket, head, 'operator'),
    );
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.server.start();
    return this;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}/api/v1/stream`;
  }

  /** A typed client that has had its hello. */
  async client(): Promise<StreamClient> {
    const client = new StreamClient({ url: this.url, WebSocket, ackMs: 50 });
    this.#closers.push(() => client.stop());
    const hello = nextOf(client, 'hello');
    client.start();
    await hello;
    return client;
  }

  /** A bare socket that acknowledges nothing by itself, with its hello received. */
  async raw(): Promise<RawClient> {
    const raw = new RawClient(new WebSocket(this.url, SUBPROTOCOL));
    this.#closers.push(() => raw.socket.terminate());
    await raw.message('hello');
    return raw;
  }

  async stop(): Promise<void> {
    for (const close of this.#closers) close();
    await this.server.stop();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

export function nextOf<E extends keyof StreamEvents>(
  client: StreamClient,
  event: E,
): Promise<StreamEvents[E]> {
  return new Promise((resolve) => {
    const off = client.on(event, (...args) => {
      off();
      resolve(args);
    });
  });
}

export class RawClient {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly batches: Buffer[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.batches.push(data as Buffer);
      else this.messages.push(JSON.parse(data.toString()));
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  ofType<T extends ServerMessage['type']>(type: T): Extract<ServerMessage, { type: T }>[] {
    return this.messages.filter(
      (message): message is Extract<ServerMessage, { type: T }> => message.type === type,
    );
  }

  /** The first message of this type, waiting for it if it has not come yet. */
  async message<T extends ServerMessage['type']>(
    type: T,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    await until(() => this.ofType(type).length > 0, `a message of type ${type}`);
    return this.ofType(type)[0]!;
  }

  ack(sequence: number): void {
    this.socket.send(JSON.stringify({ type: 'ack', sequence }));
  }
}

export async function until(condition: () => boolean, what: string, timeoutMs = 5000) {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
