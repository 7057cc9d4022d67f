import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';

/*
 * Written from docs/stream.md alone, as a stranger would: nothing of src/stream is imported, so
 * that page and hub are held against each other.
 */

const layoutSchema = z.object({
  id: z.number(),
  qualityFlags: z.array(z.string()),
  qualityColumns: z.array(z.string()),
  channels: z.array(z.object({ name: z.string(), unit: z.string(), quality: z.string() })),
  frameBytes: z.number(),
});
const eventSchema = z.looseObject({ type: z.string(), timeUs: z.number() });
const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.string(),
    mode: z.enum(['live', 'replay']),
    simulated: z.boolean(),
    session: z.string(),
    layout: layoutSchema,
  }),
  z.object({ type: z.literal('layout'), layout: layoutSchema }),
  z.object({ type: z.literal('event'), event: eventSchema }),
  z.object({ type: z.literal('gap'), fromSequence: z.number(), toSequence: z.number() }),
  z.object({ type: z.literal('error'), message: z.string() }),
]);

type Layout = z.infer<typeof layoutSchema>;
type Message = z.infer<typeof messageSchema>;
export type Hello = Extract<Message, { type: 'hello' }>;
export type StreamEvent = z.infer<typeof eventSchema>;

export interface StreamFrame {
  readonly sequence: number;
  readonly timeUs: number;
  /** On the wall clock of this process. */
  readonly receivedMs: number;
  /** Channels and quality columns by the names of the layout. */
  readonly values: Readonly<Record<string, number>>;
}

/** All that came over one WebSocket, from its hello to its close. */
export class Connection {
  hello: Hello | null = null;
  layout: Layout | null = null;
  readonly frames: StreamFrame[] = [];
  readonly events: StreamEvent[] = [];
  readonly errors: string[] = [];
  /** Frames that the hub said it skipped. */
  skipped = 0;
  /** Frames whose sequence was neither the next one nor announced as skipped. */
  unexplained = 0;
  /** null while it is open. */
  closeCode: number | null = null;

  get lastSequence(): number {
    return this.frames.at(-1)?.sequence ?? 0;
  }

  count(eventType: string): number {
    return this.events.filter(({ type }) => type === eventType).length;
  }
}

const ACK_MS = 200;
const RETRY_MS = 200;
const KNOWN = new Set<string>(messageSchema.options.map((option) => option.shape.type.value));

/** A client that keeps all it receives and reconnects until it is stopped. */
export class StreamWatcher {
  readonly connections: Connection[] = [];
  readonly #url: string;
  #socket: WebSocket | null = null;
  #ackTimer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(url: string) {
    this.#url = url;
  }

  /** The connection made last. */
  get latest(): Connection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error(`no connection to ${this.#url} was ever made`);
    return connection;
  }

  start(): void {
    this.#connect();
    this.#ackTimer = setInterval(() => this.#acknowledge(), ACK_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#ackTimer);
    this.#socket?.terminate();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url, 'plumbline.v1');
    socket.binaryType = 'arraybuffer';
    const connection = new Connection();
    this.#socket = socket;
    socket.on('open', () => this.connections.push(connection));
    socket.on('message', (data, isBinary) => {
      if (data instanceof ArrayBuffer && isBinary) readBatch(connection, new DataView(data));
      else readText(connection, data.toString());
    });
    // A hub that is not up refuses; `close` follows and the next attempt with it.
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      connection.closeCode = code;
      void this.#reconnect();
    });
  }

  async #reconnect(): Promise<void> {
    await sleep(RETRY_MS);
    if (!this.#stopped) this.#connect();
  }

  #acknowledge(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify({ type: 'ack', sequence: this.latest.lastSequence }));
  }
}

function readText(connection: Connection, text: string): void {
  const { type } = z.looseObject({ type: z.string() }).parse(JSON.parse(text));
  if (!KNOWN.has(type)) return;
  const message = messageSchema.parse(JSON.parse(text));
  switch (message.type) {
    case 'hello':
      connection.hello = message;
      connection.layout = message.layout;
      break;
    case 'layout':
      connection.layout = message.layout;
      break;
    case 'event':
      connection.events.push(message.event);
      break;
    case 'gap':
      connection.skipped += message.toSequence - message.fromSequence + 1;
      connection.unexplained -= message.toSequence - message.fromSequence + 1;
      break;
    case 'error':
      connection.errors.push(message.message);
      break;
  }
}

function readBatch(connection: Connection, view: DataView): void {
  const { layout } = connection;
  if (!layout || view.getUint8(0) !== 1 || view.getUint8(1) !== 1) {
    throw new Error('a batch of another version, of another kind, or before its layout');
  }
  if (view.getUint32(4, true) !== layout.id) throw new Error('a batch of a layout never announced');
  const receivedMs = performance.timeOrigin + performance.now();
  const firstSequence = view.getUint32(8, true);
  if (connection.frames.length > 0) {
    connection.unexplained += firstSequence - connection.lastSequence - 1;
  }
  for (let i = 0; i < view.getUint16(2, true); i++) {
    let at = 16 + i * layout.frameBytes;
    const timeUs = view.getFloat64(at, true);
    at += 16;
    const values: Record<string, number> = {};
    for (const name of layout.qualityColumns) {
      values[name] = view.getUint16(at, true);
      at += 2;
    }
    for (const { name } of layout.channels) {
      values[name] = view.getFloat32(at, true);
      at += 4;
    }
    connection.frames.push({ sequence: firstSequence + i, timeUs, receivedMs, values });
  }
}
