import type { BodyFrame } from '../model/bodyFrame.ts';
import type { CalibrationProgress } from '../model/calibrationProgress.ts';
import { Emitter } from '../model/emitter.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LiveStatus } from '../model/liveStatus.ts';
import { ClockEstimate, type ClockFacts } from './clockFacts.ts';
import { decodeBatch, FrameBatchError } from './frameCodec.ts';
import {
  type ClientMessage,
  type FrameLayout,
  type Preview,
  type ReplayState,
  type SensorStatus,
  type ServerMessage,
  type Snapshot,
  SUBPROTOCOL,
} from './messages.ts';
import { SOCKET_OPEN, type WebSocketConstructor, type WebSocketLike } from './webSocketLike.ts';

export type HelloMessage = Extract<ServerMessage, { type: 'hello' }>;
export type HeartbeatMessage = Extract<ServerMessage, { type: 'heartbeat' }>;
export type GapMessage = Extract<ServerMessage, { type: 'gap' }>;
/** Acknowledgements are the client's own business; the rest is for its user to send. */
export type ControlMessage = Exclude<ClientMessage, { type: 'ack' }>;

/** `waiting`: the connection failed or broke, the next attempt is scheduled. */
export type StreamStatus = 'stopped' | 'connecting' | 'open' | 'waiting';

export interface StreamEvents {
  status: [status: StreamStatus];
  /** First on every connection, and again when the hub turns to another session or recording. */
  hello: [hello: HelloMessage];
  frames: [frames: readonly BodyFrame[], firstSequence: number];
  event: [event: PipelineEvent];
  snapshot: [snapshot: Snapshot];
  replay: [state: ReplayState];
  /** The frame of a position that is looked for has come. */
  preview: [preview: Preview];
  sensors: [sensors: readonly SensorStatus[]];
  liveStatus: [status: LiveStatus];
  calibrationProgress: [progress: CalibrationProgress];
  heartbeat: [heartbeat: HeartbeatMessage, clock: ClockFacts];
  gap: [gap: GapMessage];
  /** A sentence from the hub, or about a message that could not be read. */
  error: [sentence: string];
}

export interface StreamClientOptions {
  /** `ws://host:port/api/v1/stream`. */
  readonly url: string;
  /** Default: the runtime's own; Node 20 has none, pass the one of `ws`. */
  readonly WebSocket?: WebSocketConstructor;
  /** Longest time between acknowledgements; the hub wants at least 4 per second. */
  readonly ackMs?: number;
  /** Wait before the first reconnection; it doubles up to `maxRetryMs`. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  /** A connection silent for this long is given up; the hub sends a heartbeat every second. */
  readonly silenceMs?: number;
}

const DEFAULTS = { ackMs: 200, retryMs: 250, maxRetryMs: 5000, silenceMs: 5000 };

/**
 * The live or replayed stream of a hub, typed and decoded. Reconnects until stopped.
 * Runs in a browser and in Node; what it delivers is what the hub sent, in order.
 */
export class StreamClient {
  readonly #options: Required<Omit<StreamClientOptions, 'WebSocket'>>;
  readonly #Socket: WebSocketConstructor;
  readonly #events = new Emitter<StreamEvents>();
  #status: StreamStatus = 'stopped';
  #socket: WebSocketLike | null = null;
  #layout: FrameLayout | null = null;
  /** Of the recording that is shown; told once. */
  #marks: ReplayState['marks'] = [];
  #clock = new ClockEstimate();
  #sequence = 0;
  #failures = 0;
  #lastAckMs = 0;
  #lastMessageMs = 0;
  #lastTickMs = 0;
  #wasHeldUp = false;
  #ackTimer: ReturnType<typeof setInterval> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  /** @throws Error when neither the options nor the runtime has a WebSocket. */
  constructor(options: StreamClientOptions) {
    const { WebSocket: given, ...rest } = options;
    const Socket: WebSocketConstructor | undefined = given ?? globalThis.WebSocket;
    if (Socket === undefined) {
      throw new Error('this runtime has no WebSocket; pass the one of the "ws" package');
    }
    this.#Socket = Socket;
    this.#options = { ...DEFAULTS, ...rest };
  }

  get status(): StreamStatus {
    return this.#status;
  }

  /** The layout of the batches now arriving; null before the first hello. */
  get layout(): FrameLayout | null {
    return this.#layout;
  }

  /** Adds a listener; the function returned removes it. */
  on<E extends keyof StreamEvents>(
    event: E,
    listener: (...args: StreamEvents[E]) => void,
  ): () => void {
    return this.#events.on(event, listener);
  }

  start(): void {
    if (this.#status !== 'stopped') return;
    this.#connect();
  }

  stop(): void {
    clearTimeout(this.#retryTimer);
    this.#release()?.close(1000, 'client stopped');
    this.#setStatus('stopped');
  }

  /** @returns false when there is no open connection: nothing was sent and nothing is queued. */
  send(message: ControlMessage): boolean {
    return this.#write(message);
  }

  /**
   * Hub time of an instant of `performance.now()`, µs: early by the fastest transit of a heartbeat.
   * @returns null before the first heartbeat of this connection
   */
  hubTimeUs(performanceNowMs: number): number | null {
    const { offsetUs } = this.#clock.facts();
    return offsetUs === null ? null : Math.round(wallTimeUs(performanceNowMs) - offsetUs);
  }

  #connect(): void {
    this.#setStatus('connecting');
    const socket = new this.#Socket(this.#options.url, SUBPROTOCOL);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#clock = new ClockEstimate();
    this.#sequence = 0;
    this.#lastMessageMs = performance.now();
    this.#lastTickMs = this.#lastMessageMs;
    this.#wasHeldUp = false;
    socket.addEventListener('open', () => {
      if (socket === this.#socket) this.#setStatus('open');
    });
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#receive(data);
    });
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#retry();
    });
    // Without a listener `ws` would throw; the close that follows is what counts.
    socket.addEventListener('error', () => undefined);
    this.#ackTimer = setInterval(() => this.#tick(), this.#options.ackMs);
  }

  #release(): WebSocketLike | null {
    clearInterval(this.#ackTimer);
    const socket = this.#socket;
    this.#socket = null;
    return socket;
  }

  #retry(): void {
    this.#release();
    const { retryMs, maxRetryMs } = this.#options;
    const longest = Math.min(maxRetryMs, retryMs * 2 ** this.#failures);
    this.#failures += 1;
    // Jitter keeps many screens from knocking together when a hub comes back.
    this.#retryTimer = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
    this.#setStatus('waiting');
  }

  #tick(): void {
    const nowMs = performance.now();
    // After a freeze timers run before the messages that waited: the silence was this side's own.
    const isLate = nowMs - this.#lastTickMs > this.#options.ackMs + this.#options.silenceMs / 2;
    // Of a tab whose timers are throttled every tick is late, and its socket may be dead all the same.
    const heldUp = isLate && !this.#wasHeldUp;
    this.#wasHeldUp = heldUp;
    this.#lastTickMs = nowMs;
    if (!heldUp && nowMs - this.#lastMessageMs > this.#options.silenceMs) {
      const socket = this.#socket;
      this.#retry();
      socket?.close();
      return;
    }
    this.#acknowledge();
  }

  #acknowledge(): void {
    this.#lastAckMs = performance.now();
    this.#write({ type: 'ack', sequence: this.#sequence });
  }

  #write(message: ClientMessage): boolean {
    if (this.#socket?.readyState !== SOCKET_OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #receive(data: unknown): void {
    this.#lastMessageMs = performance.now();
    if (data instanceof ArrayBuffer) this.#receiveBatch(new Uint8Array(data));
    else if (typeof data === 'string') this.#receiveText(data);
  }

  #receiveBatch(bytes: Uint8Array): void {
    if (this.#layout === null) return;
    try {
      const { frames, firstSequence } = decodeBatch(this.#layout, bytes);
      this.#sequence = (firstSequence + frames.length - 1) >>> 0;
      this.#events.emit('frames', frames, firstSequence);
    } catch (error) {
      if (!(error instanceof FrameBatchError)) throw error;
      this.#events.emit('error', error.message);
    }
    // A hidden tab's timers run once a second; its messages still arrive on time.
    if (performance.now() - this.#lastAckMs >= this.#options.ackMs) this.#acknowledge();
  }

  #receiveText(text: string): void {
    let message: ServerMessage | null;
    try {
      message = JSON.parse(text);
    } catch {
      this.#events.emit('error', `the hub sent text that is not JSON: ${text.slice(0, 80)}`);
      return;
    }
    if (message !== null) this.#dispatch(message);
    else this.#events.emit('error', 'the hub sent null where a message is expected');
  }

  /** Types this client does not know are left alone, so that a newer hub can add some. */
  #dispatch(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        this.#failures = 0;
        this.#layout = message.layout;
        this.#marks = message.replay?.marks ?? [];
        this.#events.emit('hello', message);
        break;
      case 'layout':
        this.#layout = message.layout;
        break;
      case 'event':
        this.#events.emit('event', message.event);
        break;
      case 'snapshot':
        this.#events.emit('snapshot', message.snapshot);
        break;
      case 'replay':
        this.#marks = message.replay.marks ?? this.#marks;
        this.#events.emit('replay', { ...message.replay, marks: this.#marks });
        break;
      case 'preview':
        this.#events.emit('preview', message.preview);
        break;
      case 'sensors':
        this.#events.emit('sensors', message.sensors);
        break;
      case 'status':
        this.#events.emit('liveStatus', message.status);
        break;
      case 'calibrationProgress':
        this.#events.emit('calibrationProgress', message.progress);
        break;
      case 'heartbeat':
        this.#clock.heartbeat(message.hubTimeUs, wallTimeUs(performance.now()));
        this.#events.emit('heartbeat', message, this.#clock.facts());
        break;
      case 'gap':
        this.#events.emit('gap', message);
        break;
      case 'error':
        this.#events.emit('error', message.message);
        break;
    }
  }

  #setStatus(status: StreamStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#events.emit('status', status);
  }
}

function wallTimeUs(performanceNowMs: number): number {
  return (performance.timeOrigin + performanceNowMs) * 1000;
}
