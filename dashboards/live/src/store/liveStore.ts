import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { BodyFrame } from '../../../../src/model/bodyFrame.ts';
import type { CalibrationProgress } from '../../../../src/model/calibrationProgress.ts';
import type { PipelineEvent } from '../../../../src/model/events.ts';
import type { LiveStatus } from '../../../../src/model/liveStatus.ts';
import type { Cue } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { ANONYMOUS } from '../../../../src/model/pseudonym.ts';
import type {
  ControlMessage,
  HelloMessage,
  StreamClient,
  StreamStatus,
} from '../../../../src/stream/client.ts';
import type {
  Preview,
  ReplayState,
  SensorStatus,
  Snapshot,
} from '../../../../src/stream/messages.ts';
import { EMPTY_SNAPSHOT, SnapshotKeeper } from '../../../../src/stream/snapshotKeeper.ts';
import { FrameAge } from './frameAge.ts';
import { FrameState } from './frameState.ts';
import { FRESH_MS, type Freshness, freshness } from './freshness.ts';
import { noticeMs } from './noticeTime.ts';
import { Passing } from './passing.ts';
import { positionNowS } from './positionNow.ts';
import { ShownCue } from './shownCue.ts';
import { SoughtPosition } from './soughtPosition.ts';
import { TempoClock } from './tempo.ts';

/** How often ages are looked at: well under the half second that makes data old. */
const AGE_CHECK_MS = 100;

/** How long the tick of a rep in line is shown: it is over before the next rep is. */
const IN_LINE_MS = 1500;

/**
 * Everything the page knows, fed by one stream. Low-rate facts are signals that components
 * follow; frames go to `frames`, which drawers read without any component rendering.
 */
export class LiveStore {
  readonly hello = signal<HelloMessage | null>(null);
  readonly snapshot = signal<Snapshot>(EMPTY_SNAPSHOT);
  readonly replay = signal<ReplayState | null>(null);
  /** The frame on screen while somebody drags through a recording; the set is not of it. */
  readonly preview = signal<Preview | null>(null);
  readonly sensors = signal<readonly SensorStatus[]>([]);
  /** How the live session is recorded; null in a replay and before the hub has told. */
  readonly status = signal<LiveStatus | null>(null);
  /** How the calibration step that is asked for goes; null while none is. */
  readonly calibrationProgress = signal<CalibrationProgress | null>(null);
  readonly #cue = new ShownCue();
  /** The cue that is given now. */
  readonly cue: ReadonlySignal<Cue | null> = this.#cue.value;
  readonly freshness = signal<Freshness>({
    level: 'offline',
    text: 'Connecting',
    short: 'Connecting',
  });
  /** The legs of the newest frame, left first as on screen. */
  readonly sides = signal<readonly Side[]>(['left', 'right']);
  readonly #notice = new Passing('');
  /** A sentence from the hub that a person should read; empty when there is none. */
  readonly notice = this.#notice.value;
  readonly #inLine = new Passing<number | null>(null);
  /** Number of the rep that was just over and in line throughout; null a moment later. */
  readonly inLine = this.#inLine.value;
  readonly frames = new FrameState();
  /** Of the rep under way; read by drawers. */
  readonly tempo = new TempoClock();
  readonly #client: StreamClient;
  readonly #keeper = new SnapshotKeeper();
  readonly #age = new FrameAge();
  readonly #inLineListeners = new Set<() => void>();
  readonly #undo: (() => void)[] = [];
  #status: StreamStatus = 'stopped';
  /** The live one that was heard of last. */
  #session = '';
  #newestFrameUs = 0;
  /** When the position of the replay was told, on this page's monotonic clock. */
  #replayToldMs = 0;
  readonly #sought = new SoughtPosition();

  constructor(client: StreamClient) {
    this.#client = client;
  }

  start(): void {
    const client = this.#client;
    this.#undo.push(
      client.on('status', (status) => this.#statusChanged(status)),
      client.on('hello', (hello) => this.#greeted(hello)),
      client.on('frames', (frames) => this.#received(frames)),
      client.on('event', (event) => this.#happened(event)),
      client.on('snapshot', (snapshot) => this.#jumped(snapshot)),
      client.on('replay', (state) => this.#replayed(state)),
      client.on('preview', (preview) => this.#previewed(preview)),
      client.on('sensors', (sensors) => {
        this.sensors.value = sensors;
      }),
      client.on('liveStatus', (status) => {
        this.status.value = status;
      }),
      client.on('calibrationProgress', (progress) => {
        this.calibrationProgress.value = progress;
      }),
      client.on('heartbeat', (_, clock) => this.#age.heard(performance.now(), clock.offsetUs)),
      client.on('gap', () => this.frames.markGap()),
      client.on('error', (sentence) => this.notify(sentence)),
    );
    const ageTimer = setInterval(() => this.checkAge(), AGE_CHECK_MS);
    this.#undo.push(() => clearInterval(ageTimer));
    client.start();
  }

  stop(): void {
    this.#client.stop();
    this.#notice.clear();
    this.#inLine.clear();
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** @returns false when nothing could be sent; the page then says so. */
  send(message: ControlMessage): boolean {
    const sent = this.#client.send(message);
    if (sent) this.#sought.sent(message, performance.now());
    else this.notify('Not connected, so nothing was sent.');
    return sent;
  }

  /** Sends what no person asked for: without a connection it is simply not told. */
  tell(message: ControlMessage): void {
    this.#client.send(message);
  }

  /** Calls `listener` at the onset of every cue; returns the function that removes it. */
  onCue(listener: (cue: Cue) => void): () => void {
    return this.#cue.onBegin(listener);
  }

  /** Calls `listener` after every rep that was in line, where the person is told so. */
  onInLine(listener: () => void): () => void {
    this.#inLineListeners.add(listener);
    return () => this.#inLineListeners.delete(listener);
  }

  /** Shows a sentence for as long as it takes to read it from a distance. */
  notify(sentence: string): void {
    this.#notice.show(sentence, noticeMs(sentence));
  }

  dismissNotice(): void {
    this.#notice.clear();
  }

  /** The state of the replay with where it is at this instant, or is going to; null while live. */
  replayNow(): ReplayState | null {
    const told = this.replay.peek();
    if (told === null) return null;
    const nowMs = performance.now();
    const { positionS, atMs } = this.#sought.at(nowMs) ?? {
      positionS: told.positionS,
      atMs: this.#replayToldMs,
    };
    return { ...told, positionS: positionNowS({ ...told, positionS }, nowMs - atMs) };
  }

  /** The hub's time at `ms` of `performance.now()`, whole µs; null before its first heartbeat. */
  hubTimeUs(ms: number): number | null {
    return this.#client.hubTimeUs(ms);
  }

  /** Looks whether what is known is still of now. Whoever draws asks first: timers may have stood still. */
  checkAge(): void {
    const nowMs = performance.now();
    const next = freshness({
      connected: this.#status === 'open',
      frameAgeMs: this.#age.frameAgeMs(nowMs),
      heartbeatAgeMs: this.#age.heartbeatAgeMs(nowMs),
      paused: this.replay.value?.playing === false,
    });
    if (next.text !== this.freshness.value.text) this.freshness.value = next;
    if (next.level === 'silent' || next.level === 'offline') this.#cue.clear();
    const live = this.replay.value === null;
    this.#cue.look({ live, ms: nowMs, newestFrameUs: this.#newestFrameUs });
  }

  #statusChanged(status: StreamStatus): void {
    this.#status = status;
    if (status !== 'open') this.#cue.clear();
    this.checkAge();
  }

  #greeted(hello: HelloMessage): void {
    const before = this.hello.value;
    const sameSession = before?.session === hello.session;
    batch(() => {
      this.hello.value = hello;
      this.replay.value = hello.replay;
      this.preview.value = null;
      this.sensors.value = hello.sensors;
      this.status.value = hello.status ?? null;
      this.calibrationProgress.value = null;
      this.#restore(hello.snapshot);
      this.#showLegs(hello.layout.legs);
    });
    this.#replayToldMs = performance.now();
    this.#sought.clear();
    if (!sameSession) this.#forgetFrames();
    // What was said belongs to the time before.
    this.dismissNotice();
    this.#tellOtherSession(hello);
    this.#age.heard(performance.now(), null);
    this.checkAge();
  }

  /** Also after a hub went and came back, which knows nothing of who was recorded. */
  #tellOtherSession({ mode, session, status }: HelloMessage): void {
    if (mode !== 'live' || session === '') return;
    const before = this.#session;
    this.#session = session;
    if (before === '' || before === session || status === null) return;
    const { subject } = status.recording;
    const whose = subject === ANONYMOUS ? 'with nobody named in it' : `of ${subject}`;
    this.notify(`A new session is being recorded, ${whose}.`);
  }

  #received(frames: readonly BodyFrame[]): void {
    const hello = this.hello.value;
    const newest = frames.at(-1);
    if (!hello || !newest) return;
    for (const frame of frames) this.frames.push(frame, hello.headline);
    this.#newestFrameUs = newest.timeUs;
    this.#showLegs(newest.legs.map((leg) => leg.side));
    this.#age.received(newest, hello.mode === 'live', performance.now(), performance.timeOrigin);
    this.checkAge();
  }

  #happened(event: PipelineEvent): void {
    if (this.#keeper.applyEvent(event)) this.snapshot.value = this.#keeper.snapshot;
    if (event.type === 'phase') this.tempo.phase(event.timeUs, event.phase);
    if (event.type === 'cueOn') {
      if (this.#isLate(event.decidedUs)) return;
      this.#cue.begin(event.cue, { heardMs: performance.now(), timeUs: event.timeUs });
    } else if (event.type === 'cueOff') {
      this.#cue.end(event.cue);
    } else if (event.type === 'inLine') {
      if (this.#isLate(event.decidedUs)) return;
      this.#inLine.show(event.repNumber, IN_LINE_MS);
      for (const listener of this.#inLineListeners) listener();
    } else if (event.type === 'fault') {
      this.notify(event.sentence);
    }
  }

  /**
   * Whether what was decided on the hub's clock reached this page too late to be told: feedback is
   * for the movement it was raised in, and a page that was held up hears all of it at once.
   */
  #isLate(decidedUs: number): boolean {
    const nowUs = this.hubTimeUs(performance.now());
    const isLive = this.hello.value?.mode === 'live';
    return isLive && nowUs !== null && nowUs - decidedUs > FRESH_MS * 1000;
  }

  #jumped(snapshot: Snapshot): void {
    this.preview.value = null;
    this.#restore(snapshot);
    if (this.replay.value) this.#forgetFrames();
  }

  #replayed(state: ReplayState): void {
    this.#replayToldMs = performance.now();
    this.#sought.told(state.positionS);
    this.replay.value = state;
    this.checkAge();
  }

  /** Reps and calibration stay those of before: the hub tells them when the hand lets go. */
  #previewed(preview: Preview): void {
    const { phase, calibrationStage } = preview;
    batch(() => {
      this.preview.value = preview;
      this.snapshot.value = { ...this.snapshot.peek(), phase, calibrationStage };
    });
    this.tempo.clear();
    this.#cue.clear();
  }

  #restore(snapshot: Snapshot): void {
    this.#keeper.reset(snapshot);
    this.snapshot.value = snapshot;
    this.tempo.clear();
    this.#cue.clear();
  }

  #forgetFrames(): void {
    this.frames.clear();
    this.#newestFrameUs = 0;
    this.#age.forgetFrames();
  }

  #showLegs(legs: readonly Side[]): void {
    const sides = (['left', 'right'] as const).filter((side) => legs.includes(side));
    // Before its first frame a hub knows of no legs; both are shown as blank until then.
    if (sides.length > 0 && sides.join() !== this.sides.value.join()) this.sides.value = sides;
  }
}
