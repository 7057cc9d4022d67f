import { setTimeout as delay } from 'node:timers/promises';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { ControlInput, PipelineEvent } from '../model/events.ts';
import { MediaClock } from './mediaClock.ts';
import { ReadAhead } from './readAhead.ts';
import type { Recorded, Recording } from './reader.ts';
import { TypedEvents } from './typedEvents.ts';
import { withoutPath } from './withoutPath.ts';

export const MIN_SPEED = 0.1;
export const MAX_SPEED = 8;

/** A waiting player looks at its clock at least this often. */
const LONGEST_WAIT_MS = 250;

/** For the scrub bar: where a rep ended or a cue began, seconds from the start. */
export interface PlayerMark {
  readonly kind: 'rep' | 'cue';
  readonly atS: number;
}

export interface PlayerState {
  readonly positionS: number;
  readonly durationS: number;
  readonly speed: number;
  readonly playing: boolean;
  readonly loop: boolean;
}

export interface PlayerEvents {
  frame: BodyFrame;
  event: PipelineEvent;
  /** What was asked of the pipeline, such as a new set, ahead of the events it led to. */
  input: ControlInput;
  /** After every command, and when the end is reached. */
  state: PlayerState;
  /** Playback jumped: all that happened before the new position, oldest first, to draw the state from. */
  sought: { readonly positionS: number; readonly history: readonly Happening[] };
  /** The file can no longer be read; playback is over. */
  failed: string;
}

export interface PlayerOptions {
  /** Monotonic time in ms. Default `performance.now`. */
  readonly nowMs?: () => number;
  /** Resolves after `ms`, or at once when `signal` aborts. Default a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** An event or a control input; packets and frames are too many to keep. */
export type Happening = Recorded<'event' | 'input'>;

/**
 * Plays the stored frames, events and control inputs of a recording at the pace they were recorded, or a
 * multiple of it. Positions are seconds of log time from the start of the recording.
 */
export class Player {
  /** Reps and cues of the whole recording. */
  readonly marks: readonly PlayerMark[];
  readonly #recording: Recording;
  readonly #history: readonly Happening[];
  readonly #clock: MediaClock;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #listeners = new TypedEvents<PlayerEvents>();
  #loop = false;
  #started = false;
  #playback: Promise<void> = Promise.resolve();
  /** Where the present course began; the running clock is past it when the file is read. */
  #courseFromUs: number;
  /** Aborted when what is being read is no longer what should be played. */
  #course = new AbortController();
  /** Aborted when a wait has to be reckoned anew. */
  #pause = new AbortController();
  /** True after a jump while paused: the first frame is shown at once. */
  #showsNext = false;

  private constructor(
    recording: Recording,
    history: readonly Happening[],
    { nowMs = () => performance.now(), wait = waitWithTimer }: PlayerOptions,
  ) {
    this.#recording = recording;
    this.#history = history;
    this.#clock = new MediaClock(nowMs);
    this.#wait = wait;
    this.#courseFromUs = recording.startUs;
    this.marks = marksOf(recording, history);
  }

  /** Reads the events and control inputs of the whole recording; it stays the caller's to close. */
  static async open(recording: Recording, options: PlayerOptions = {}): Promise<Player> {
    const history: Happening[] = [];
    for await (const batch of recording.batches(['event', 'input'])) history.push(...batch);
    return new Player(recording, history, options);
  }

  get state(): PlayerState {
    const { durationS } = this.#recording;
    return {
      positionS: Math.min(this.#clock.positionS, durationS),
      durationS,
      speed: this.#clock.speed,
      playing: this.#clock.running,
      loop: this.#loop,
    };
  }

  /** Registers a listener; returns the function that removes it. */
  on<E extends keyof PlayerEvents>(
    event: E,
    listener: (payload: PlayerEvents[E]) => void,
  ): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Begins to play from the present position. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#course = new AbortController();
    this.#courseFromUs = this.#logUs(this.#clock.positionS);
    this.play();
    this.#playback = this.#run();
  }

  /** Resolves when nothing more will be emitted. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#clock.set({ running: false });
    this.#course.abort();
    this.#pause.abort();
    await this.#playback;
  }

  /** At the end, from the start again. */
  play(): void {
    if (this.state.positionS >= this.#recording.durationS) this.#jump(0);
    this.#command({ running: true });
  }

  pause(): void {
    this.#command({ positionS: this.state.positionS, running: false });
  }

  /** @throws RangeError unless 0.1 ≤ speed ≤ 8. */
  setSpeed(speed: number): void {
    if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
      throw new RangeError(`Speed ${speed} is not between ${MIN_SPEED} and ${MAX_SPEED}.`);
    }
    this.#command({ speed });
  }

  setLoop(loop: boolean): void {
    this.#loop = loop;
    this.#command({});
  }

  /** Positions outside the recording go to its start or end. @throws RangeError when not a number. */
  seek(positionS: number): void {
    if (Number.isNaN(positionS)) throw new RangeError('A position to seek is not a number.');
    this.#jump(Math.min(Math.max(positionS, 0), this.#recording.durationS));
    this.#showsNext = !this.#clock.running;
    this.#command({});
  }

  #command(change: { positionS?: number; speed?: number; running?: boolean }): void {
    this.#clock.set(change);
    this.#pause.abort();
    this.#listeners.emit('state', this.state);
  }

  #jump(positionS: number): void {
    this.#clock.set({ positionS });
    this.#course.abort();
    this.#course = new AbortController();
    const fromUs = this.#logUs(positionS);
    this.#courseFromUs = fromUs;
    const history = this.#history.filter(({ logUs }) => logUs < fromUs);
    this.#listeners.emit('sought', { positionS, history });
  }

  async #run(): Promise<void> {
    try {
      while (this.#started) await this.#playOn(this.#course.signal);
    } catch (error) {
      this.#started = false;
      this.#clock.set({ running: false });
      this.#listeners.emit('failed', withoutPath(error));
    }
  }

  /** Plays from the present position until a jump, the stop or the end. */
  async #playOn(course: AbortSignal): Promise<void> {
    const range = { fromUs: this.#courseFromUs };
    const items = new ReadAhead(this.#recording.batches(['frame', 'event', 'input'], range));
    try {
      for (let batch = await items.next(); batch; batch = await items.next()) {
        for (const item of batch) {
          await this.#reach(item.logUs, course);
          if (course.aborted) return;
          this.#show(item);
          if (course.aborted) return;
        }
      }
      await this.#reachEnd(course);
    } finally {
      await items.close();
    }
  }

  #show(item: Recorded<'frame'> | Happening): void {
    switch (item.kind) {
      case 'frame':
        this.#showsNext = false;
        this.#listeners.emit('frame', item.frame);
        break;
      case 'event':
        this.#listeners.emit('event', item.event);
        break;
      case 'input':
        this.#listeners.emit('input', item.input);
        break;
    }
  }

  /** Resolves when the instant is due or the course has changed. */
  async #reach(logUs: number, course: AbortSignal): Promise<void> {
    const atS = (logUs - this.#recording.startUs) / 1e6;
    while (!course.aborted && !this.#showsNext) {
      const ms = this.#clock.msUntil(atS);
      if (ms <= 0) return;
      this.#pause = new AbortController();
      await this.#wait(Math.min(ms, LONGEST_WAIT_MS), this.#pause.signal);
    }
  }

  async #reachEnd(course: AbortSignal): Promise<void> {
    this.#showsNext = false;
    await this.#reach(this.#recording.endUs, course);
    if (course.aborted) return;
    // Nothing to repeat in a recording without length: it would turn without a pause.
    if (this.#loop && this.#recording.durationS > 0) {
      this.#jump(0);
      this.#command({});
      return;
    }
    this.#command({ positionS: this.#recording.durationS, running: false });
    await this.#reach(Number.POSITIVE_INFINITY, course);
  }

  #logUs(positionS: number): number {
    return this.#recording.startUs + Math.round(positionS * 1e6);
  }
}

function marksOf(recording: Recording, history: readonly Happening[]): PlayerMark[] {
  const atS = (timeUs: number) => Math.max(0, (timeUs - recording.startUs) / 1e6);
  return history.flatMap((happening): PlayerMark[] => {
    if (happening.kind !== 'event') return [];
    const { event } = happening;
    if (event.type === 'rep') return [{ kind: 'rep', atS: atS(event.timeUs) }];
    if (event.type === 'cueOn') return [{ kind: 'cue', atS: atS(event.timeUs) }];
    return [];
  });
}

async function waitWithTimer(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
